namespace Throughline.Files;

/// <summary>Which part of an office package plays which role for another part.</summary>
internal sealed class OfficeRelationships
{
    private const int MostRelationships = 20_000;

    private readonly Dictionary<string, (string Role, string Target)> _byId = new(StringComparer.Ordinal);

    private OfficeRelationships()
    {
    }

    /// <summary>Reads the relationships of a part, or of the package for the empty name. Links out of the package are passed over.</summary>
    public static OfficeRelationships Of(SafePackage package, string part)
    {
        var found = new OfficeRelationships();
        var slash = part.LastIndexOf('/') + 1;
        var rels = part[..slash] + "_rels/" + part[slash..] + ".rels";
        if (!package.Has(rels))
        {
            return found;
        }
        package.ReadXml(rels, reader =>
        {
            while (reader.Read() && found._byId.Count < MostRelationships)
            {
                if (reader.LocalName != "Relationship" || reader.GetAttribute("TargetMode") == "External"
                    || reader.GetAttribute("Id") is not { } id || reader.GetAttribute("Type") is not { } type
                    || reader.GetAttribute("Target") is not { } target)
                {
                    continue;
                }
                found._byId[id] = (type[(type.LastIndexOf('/') + 1)..], Resolve(part[..slash], target));
            }
        });
        return found;
    }

    /// <summary>The part with this role, such as “styles”; null when there is none in the package.</summary>
    public string? Part(SafePackage package, string role)
    {
        foreach (var (found, target) in _byId.Values)
        {
            if (found == role && package.Has(target))
            {
                return target;
            }
        }
        return null;
    }

    public string? ById(SafePackage package, string? id, string role) =>
        id is not null && _byId.TryGetValue(id, out var found) && found.Role == role && package.Has(found.Target) ? found.Target : null;

    private static string Resolve(string folder, string target)
    {
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                segments.Add(segment);
            }
        }
        return string.Join('/', segments);
    }
}
