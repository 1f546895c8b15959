using System.Collections.Frozen;

namespace Gateway.Waf.Sql;

/// <summary>The words of SQL that matter to a fingerprint, each with its letter. See <see cref="SqlFingerprint"/> for what the letters mean.</summary>
internal static class SqlWords
{
    private static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Words = All()
        .SelectMany(group => group.Words.Split(' ').Select(word => KeyValuePair.Create(word, group.Letter)))
        .ToFrozenDictionary(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static char LetterOf(ReadOnlySpan<char> word) => Words.TryGetValue(word, out var letter) ? letter : SqlFingerprint.Word;

    private static IEnumerable<(char Letter, string Words)> All() =>
    [
        ('U', "union intersect except minus"),
        ('S', "select"),
        ('F', "from"),
        ('W', "where"),
        ('H', "having"),
        ('I', "into"),
        ('L', "limit offset"),
        ('C', "case when"),
        ('X', "insert update delete drop truncate alter create exec execute declare shutdown merge grant copy replace handler call"),
        ('T', "waitfor"),
        ('l', "and or xor div"),
        ('k', "like rlike regexp ilike between in is similar glob soundslike"),
        ('!', "not all distinct binary"),
        ('t', "null true false"),
        // Functions by which databases wait, tell what they hold, or reach out. They count only before a parenthesis.
        ('d', "sleep pg_sleep benchmark randomblob extractvalue updatexml load_file xp_cmdshell xp_dirtree xp_regread sp_executesql sp_oacreate openrowset " +
            "dbms_pipe.receive_message dbms_lock.sleep dbms_ldap.init utl_http.request utl_inaddr.get_host_address utl_inaddr.get_host_name ctxsys.drithsx.sn " +
            "httpuritype xmltype pg_read_file pg_ls_dir lo_import lo_export query_to_xml database_to_xml group_concat string_agg sys_eval sys_exec " +
            "gtid_subset json_keys polygon geometrycollection multipoint name_const procedure sqlite_version load_extension make_set elt"),
        ('f', "ascii substring substr mid ord char chr chars concat concat_ws hex unhex length len version user database schema current_user session_user " +
            "system_user cast convert count sum min max avg if ifnull iif nullif coalesce exists md5 sha1 now sysdate rand floor char_length upper lower " +
            "left right lpad rpad reverse trim ltrim bin oct instr locate position strcmp conv decode greatest least row_count last_insert_id db_name " +
            "suser_name quotename isnull serverproperty host_name to_char nvl rawtohex banner typeof quote any some analyse"),
    ];
}
