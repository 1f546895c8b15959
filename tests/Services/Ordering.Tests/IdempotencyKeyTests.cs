using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Ordering.Idempotency;

namespace Ordering.Tests;

public sealed class IdempotencyKeyTests
{
    public static TheoryData<string[]> Bad => new([], [""], [" "], ["a b"], ["käy"], ["a\tb"], [new string('x', 256)], ["a", "b"]);

    [Theory]
    [InlineData("a")]
    [InlineData("0197c0de-7a00-7000-8000-000000000001")]
    [InlineData("\"quoted!~\"")]
    public void Read_Good_KeepsIt(string value) => Assert.Equal(new IdempotencyKey("alice", value), Read(value));

    [Fact]
    public void Read_OfTheLongest_KeepsIt() => Assert.NotNull(Read(new string('x', 255)));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_Bad_IsNull(string[] values) => Assert.Null(Read(values));

    private static IdempotencyKey? Read(params string[] values)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[IdempotencyKey.Header] = new StringValues(values);
        return IdempotencyKey.Read(request, "alice");
    }
}
