using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Identity.Keys;

/// <summary>Data Protection's keys in Postgres: a cookie that one replica gave is good at the others, and after a restart.</summary>
internal sealed class ProtectionKeys(NpgsqlDataSource database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("SELECT xml FROM protection_keys ORDER BY id");
        using var row = command.ExecuteReader();
        var elements = new List<XElement>();
        while (row.Read())
        {
            elements.Add(XElement.Parse(row.GetString(0)));
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand("INSERT INTO protection_keys (xml) VALUES ($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
