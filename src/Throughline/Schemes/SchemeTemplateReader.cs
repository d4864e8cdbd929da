using Throughline.People;

namespace Throughline.Schemes;

/// <summary>Reads template files strictly: an unknown key, a missing reason or a value outside its bounds is a problem, never a guess.</summary>
internal sealed class SchemeTemplateReader
{
    private readonly List<TemplateProblem> problems = [];

    /// <summary>One file as it stands, before it is joined with the file it builds on.</summary>
    private sealed record Source(
        TemplateNode Node,
        string Id,
        int Version,
        string? BuildsOn,
        string Title,
        string WhatFor,
        string WhoFor,
        string Confidentiality,
        IReadOnlyList<string> Ladder,
        IReadOnlyList<Located<WordTemplate>> Words,
        IReadOnlyList<Located<RoleTemplate>> Roles,
        IReadOnlyList<Located<TrainingTemplate>> Training,
        IReadOnlyList<Located<ReferenceTemplate>> Reference,
        IReadOnlyList<SettingEntry> Settings);

    private sealed record Located<T>(T Value, TemplateNode At);

    private sealed record SettingEntry(
        TemplateNode At,
        string Key,
        decimal? Default,
        decimal? Min,
        decimal? Max,
        string? Group,
        string? Title,
        string? Unit,
        bool? WholeOnly,
        string? NotAbove,
        string? Reason,
        string? UsedIn);

    /// <summary>Reads all files together, since one builds on another.</summary>
    /// <param name="files">File name and text.</param>
    /// <exception cref="SchemeTemplateException">Any file cannot be used.</exception>
    internal static IReadOnlyList<SchemeTemplate> Read(IEnumerable<(string File, string Text)> files)
    {
        var reader = new SchemeTemplateReader();
        var templates = reader.ReadAll(files.OrderBy(f => f.File, StringComparer.Ordinal).ToList());
        return reader.problems.Count == 0
            ? templates
            : throw new SchemeTemplateException(
                reader.problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ToList());
    }

    private List<SchemeTemplate> ReadAll(IReadOnlyList<(string File, string Text)> files)
    {
        var sources = new List<Source>();
        foreach (var (file, text) in files)
        {
            if (TemplateNode.Open(file, text, problems) is { } node)
            {
                sources.Add(ReadSource(node));
            }
        }

        foreach (var source in sources)
        {
            if (source.Node.File != $"{source.Id}.v{source.Version}.yaml")
            {
                source.Node.Problem($"The file says it is \"{source.Id}\" version {source.Version}, so it has to be named {source.Id}.v{source.Version}.yaml.");
            }
        }

        var bases = sources.Where(s => s.BuildsOn is null).DistinctBy(s => (s.Id, s.Version)).ToDictionary(s => $"{s.Id}.v{s.Version}");
        var templates = new List<SchemeTemplate>();
        foreach (var source in sources.Where(s => s.BuildsOn is not null))
        {
            if (!bases.TryGetValue(source.BuildsOn!, out var common))
            {
                source.Node.Problem($"\"builds-on\" names \"{source.BuildsOn}\", and there is no such file to build on.");
                continue;
            }

            // Checks across entries would only repeat what is already wrong in one of them.
            if (problems.Count == 0)
            {
                templates.Add(Join(common, source));
            }
        }

        return templates;
    }

    private static Source ReadSource(TemplateNode node)
    {
        var id = node.Key("id");
        var version = node.Whole("version", 1, 9999);
        var buildsOn = node.OptionalText("builds-on");
        var isBase = buildsOn is null;
        var source = new Source(
            node,
            id,
            version,
            buildsOn,
            isBase ? "" : node.Text("title"),
            isBase ? "" : node.Text("what-for"),
            isBase ? "" : node.Text("who-for"),
            isBase ? "" : node.Text("confidentiality"),
            isBase ? [] : node.List("ladder"),
            node.Blocks("vocabulary", "the word", "key", required: isBase).Select(ReadWord).ToList(),
            node.Blocks("roles", "the role", "key", required: true).Select(ReadRole).ToList(),
            isBase ? [] : node.Blocks("training", "the programme", "key", required: true).Select(ReadTraining).ToList(),
            node.Block("reference") is { } reference ? ReadReference(reference) : [],
            node.Blocks("settings", "the setting", "key", required: isBase).Select(n => ReadSetting(n, isBase)).ToList());
        node.NothingElse();
        Unique(source.Words, w => w.Key, "word");
        Unique(source.Roles, r => r.Key, "role");
        Unique(source.Training, t => t.Key, "programme");
        Unique(source.Settings.Select(s => new Located<SettingEntry>(s, s.At)), s => s.Key, "setting");
        NoOverlap(source.Reference);
        return source;
    }

    private static Located<WordTemplate> ReadWord(TemplateNode node)
    {
        var word = new WordTemplate(node.Key("key"), node.Text("singular"), node.Text("plural"), node.Text("reason"));
        node.NothingElse();
        return new(word, node);
    }

    private static Located<RoleTemplate> ReadRole(TemplateNode node)
    {
        var paid = node.OneOf("paid", ["none", "expenses", "sessional", "salaried"]);
        var caps = new RoleCaps(0, 0, 0, "");
        if (node.Block("caps") is { } block)
        {
            caps = new(
                block.Whole("active-matches", 0, 40),
                block.Number("contact-hours-a-week", 0, 60),
                block.Number("presence-hours-a-week", 0, 60),
                block.Text("reason"));
            block.NothingElse();
        }

        var role = new RoleTemplate(
            node.Key("key"),
            node.Text("title"),
            node.Text("plain-title"),
            node.List("hats", TemplateHats.Known).Select(Enum.Parse<Hat>).ToList(),
            node.YesNo("lived-experience-required"),
            Enum.TryParse<Pay>(paid, ignoreCase: true, out var pay) ? pay : Pay.None,
            node.YesNo("also-paid-post"),
            null,
            node.List("tasks"),
            caps,
            node.OptionalText("min-training"),
            node.OptionalText("clearance-scope"));
        node.NothingElse();
        return new(role, node);
    }

    private static Located<TrainingTemplate> ReadTraining(TemplateNode node)
    {
        var sessions = new List<TrainingSessionTemplate>();
        foreach (var block in node.Blocks("sessions", "the session", "title", required: true))
        {
            var week = block.Whole("week", 1, 104);
            if (week != sessions.Count + 1)
            {
                block.Problem($"This session says week {week}. Weeks go up by one from 1, so it has to be week {sessions.Count + 1}.");
            }

            sessions.Add(new(week, block.Text("title"), block.List("topics")));
            block.NothingElse();
        }

        var programme = new TrainingTemplate(
            node.Key("key"), node.Text("title"), node.Text("certificate-name"), node.Whole("sessions-to-complete", 1, 104), node.List("mandatory-topics"), sessions);
        if (programme.SessionsToComplete > sessions.Count)
        {
            node.Problem($"The programme \"{programme.Key}\" asks for {programme.SessionsToComplete} sessions and has only {sessions.Count}.");
        }

        foreach (var topic in programme.MandatoryTopics.Where(t => !sessions.Any(s => s.Topics.Contains(t))))
        {
            node.Problem($"The topic \"{topic}\" has to be attended, and no session of \"{programme.Key}\" covers it.");
        }

        node.NothingElse();
        return new(programme, node);
    }

    private static List<Located<ReferenceTemplate>> ReadReference(TemplateNode lists)
    {
        var items = new List<Located<ReferenceTemplate>>();
        foreach (var kind in ReferenceKind.All)
        {
            foreach (var node in lists.Blocks(kind.Key, "the item", "code", required: false))
            {
                var flags = kind.Flags.ToDictionary(
                    f => f.Name,
                    f => f.Several ? string.Join(' ', node.List(f.Name, f.Choices.ToList())) : node.OneOf(f.Name, f.Choices.ToList()));
                var item = new ReferenceTemplate(
                    kind, node.Text("code"), node.Text("name"), node.OptionalText("hint"), node.OptionalDate("from"), node.OptionalDate("to"), flags);
                if (item.To < item.From)
                {
                    node.Problem($"The item \"{item.Code}\" ends before it starts.");
                }

                node.NothingElse();
                items.Add(new(item, node));
            }
        }

        lists.NothingElse();
        return items;
    }

    private static SettingEntry ReadSetting(TemplateNode node, bool whole)
    {
        string? Text(string key) => whole ? node.Text(key) : node.OptionalText(key);
        decimal? Number(string key) => whole ? node.Number(key, -1_000_000, 1_000_000) : node.OptionalNumber(key);
        var type = whole || node.Has("type") ? node.OneOf("type", ["whole", "decimal"]) : null;
        var entry = new SettingEntry(
            node,
            node.Key("key"),
            node.Number("default", -1_000_000, 1_000_000),
            Number("min"),
            Number("max"),
            Text("group"),
            Text("title"),
            Text("unit"),
            type is null ? null : type == "whole",
            node.OptionalText("not-above"),
            node.Text("reason"),
            Text("used-in"));
        node.NothingElse();
        return entry;
    }

    private static SchemeTemplate Join(Source common, Source own)
    {
        var words = Overlay(common.Words, own.Words, w => w.Key);
        var roles = Overlay(common.Roles, own.Roles, r => r.Key);
        var reference = Overlay(common.Reference, own.Reference, r => (r.Kind, r.Code, r.From));
        var stepped = PutOnLadder(own, roles);

        var scopes = reference.Where(r => r.Value.Kind == ReferenceKind.ClearanceScopes).Select(r => r.Value.Code).ToHashSet();
        var programmes = own.Training.Select(t => t.Value.Key).ToHashSet();
        foreach (var (role, at) in roles)
        {
            if (role.MinTraining is { } programme && !programmes.Contains(programme))
            {
                at.Problem($"The role \"{role.Key}\" needs the programme \"{programme}\", and the template has no such programme.");
            }

            if (role.ClearanceScope is { } scope && !scopes.Contains(scope))
            {
                at.Problem($"The role \"{role.Key}\" needs clearance for \"{scope}\", which is not among the clearance scopes.");
            }

            // A title that only people with lived experience hold would say the very thing the label sunset takes away.
            if (role.LivedExperienceRequired && !roles.Any(o => !o.Value.LivedExperienceRequired && o.Value.Title == role.PlainTitle))
            {
                at.Problem($"The plain title \"{role.PlainTitle}\" of \"{role.Key}\" has to be the title of a role that is open to anyone.");
            }
        }

        NoOverlap(reference);
        var settings = JoinSettings(common.Settings, own.Settings);
        if (settings.FirstOrDefault(s => s.Key == SettingKeys.TrainingSessions) is { } weeks
            && own.Training.FirstOrDefault(t => t.Value.Sessions.Count != weeks.Default) is { } odd)
        {
            odd.At.Problem($"The programme \"{odd.Value.Key}\" has {odd.Value.Sessions.Count} sessions and the setting \"{weeks.Key}\" says {weeks.Default}.");
        }

        return new(
            own.Id,
            own.Version,
            own.Title,
            own.WhatFor,
            own.WhoFor,
            own.Confidentiality,
            words.Select(w => w.Value).ToList(),
            stepped,
            own.Training.Select(t => t.Value).ToList(),
            reference.Select(r => r.Value).ToList(),
            settings);
    }

    private static List<RoleTemplate> PutOnLadder(Source own, List<Located<RoleTemplate>> roles)
    {
        foreach (var missing in own.Ladder.Where(k => roles.All(r => r.Value.Key != k)))
        {
            own.Node.Problem($"The ladder names \"{missing}\", and the template has no such role.");
        }

        return roles
            .Select(r => own.Ladder.ToList().IndexOf(r.Value.Key) is >= 0 and var i ? r.Value with { LadderStep = i + 1 } : r.Value)
            .OrderBy(r => r.LadderStep ?? int.MaxValue)
            .ToList();
    }

    private static List<SettingTemplate> JoinSettings(IReadOnlyList<SettingEntry> common, IReadOnlyList<SettingEntry> own)
    {
        foreach (var stray in own.Where(o => common.All(c => c.Key != o.Key)))
        {
            stray.At.Problem($"There is no setting \"{stray.Key}\" to change the default of.");
        }

        var joined = new List<SettingTemplate>();
        foreach (var entry in common)
        {
            var change = own.FirstOrDefault(o => o.Key == entry.Key);
            var rule = new SettingRule((change?.WholeOnly ?? entry.WholeOnly)!.Value, (change?.Min ?? entry.Min)!.Value, (change?.Max ?? entry.Max)!.Value);
            var value = (change?.Default ?? entry.Default)!.Value;
            var at = change?.At ?? entry.At;
            if (rule.Min > rule.Max)
            {
                at.Problem($"The setting \"{entry.Key}\" has a lowest value above its highest.");
            }
            else if (rule.Read(SettingRule.Write(value), out _) is { } wrong)
            {
                at.Problem($"The default {SettingRule.Write(value)} of \"{entry.Key}\" is not allowed by its own rule: {wrong}.");
            }

            joined.Add(new(
                entry.Key,
                change?.Group ?? entry.Group!,
                change?.Title ?? entry.Title!,
                value,
                change?.Unit ?? entry.Unit!,
                rule,
                change?.NotAbove ?? entry.NotAbove,
                change?.Reason ?? entry.Reason!,
                change?.UsedIn ?? entry.UsedIn!));
        }

        foreach (var setting in joined.Where(s => s.NotAbove is not null))
        {
            var at = (own.FirstOrDefault(o => o.Key == setting.Key) ?? common.First(c => c.Key == setting.Key)).At;
            if (joined.FirstOrDefault(s => s.Key == setting.NotAbove) is not { } limit)
            {
                at.Problem($"\"not-above\" of the setting \"{setting.Key}\" names \"{setting.NotAbove}\", and there is no such setting.");
            }
            else if (setting.Default > limit.Default)
            {
                at.Problem($"The default {setting.Default} of \"{setting.Key}\" is above that of \"{limit.Key}\", which is {limit.Default}.");
            }
        }

        return joined;
    }

    private static List<Located<T>> Overlay<T, TKey>(IReadOnlyList<Located<T>> common, IReadOnlyList<Located<T>> own, Func<T, TKey> key)
        where TKey : notnull
    {
        var changed = own.ToDictionary(o => key(o.Value));
        var kept = common.Select(c => changed.Remove(key(c.Value), out var o) ? o : c).ToList();
        kept.AddRange(own.Where(o => changed.ContainsKey(key(o.Value))));
        return kept;
    }

    private static void Unique<T>(IEnumerable<Located<T>> entries, Func<T, string> key, string noun)
    {
        foreach (var twice in entries.GroupBy(e => key(e.Value)).Where(g => g.Key.Length > 0).SelectMany(g => g.Skip(1)))
        {
            twice.At.Problem($"The {noun} \"{key(twice.Value)}\" stands in this file twice.");
        }
    }

    private static void NoOverlap(IEnumerable<Located<ReferenceTemplate>> items)
    {
        foreach (var group in items.GroupBy(i => (i.Value.Kind, i.Value.Code)))
        {
            var ordered = group.OrderBy(i => i.Value.From ?? DateOnly.MinValue).ToList();
            foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
            {
                if ((later.Value.From ?? DateOnly.MinValue) <= (earlier.Value.To ?? DateOnly.MaxValue))
                {
                    later.At.Problem($"The code \"{later.Value.Code}\" of {later.Value.Kind} holds twice on the same date.");
                }
            }
        }
    }
}
