using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Throughline.Storage;

/// <summary>Inserting a row that may be there already, in one statement, so that no check stands between looking and writing.</summary>
internal static class InsertOnce
{
    /// <summary>Inserts an entity's row, or does nothing when a row with the same values in a unique index is there. Owes the audit log a note.</summary>
    /// <param name="context">A writing context, in its transaction.</param>
    /// <param name="entity">The entity; it is not tracked.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <param name="unique">The properties of the unique index.</param>
    /// <returns>True when the row was inserted.</returns>
    public static async Task<bool> InsertOnceAsync<TEntity>(this ThroughlineContext context, TEntity entity, CancellationToken cancellation, params string[] unique)
        where TEntity : class
    {
        var type = context.Model.FindEntityType(typeof(TEntity))!;
        var store = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        List<string> columns = [];
        List<object> values = [];
        foreach (var property in type.GetProperties())
        {
            if (property.GetGetter().GetClrValue(entity) is { } value)
            {
                columns.Add($"\"{property.GetColumnName(store)}\"");
                values.Add(property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value);
            }
        }

        var index = string.Join(", ", unique.Select(name => $"\"{type.FindProperty(name)!.GetColumnName(store)}\""));
        var places = string.Join(", ", values.Select((_, at) => $"{{{at}}}"));
        // Names of tables and columns come from the model, values from parameters.
        var insert = $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", columns)}) VALUES ({places}) ON CONFLICT ({index}) DO NOTHING";
        return await context.Database.ExecuteSqlRawAsync(insert, values, cancellation) == 1;
    }
}
