using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Throughline.Storage;

/// <summary>
/// A compiled query. EF Core works one out for one model, and there is a model for each database and each <see cref="Standing"/>. Worth its lines where
/// a page is opened all day: to recognise a long query again takes longer than to run it.
/// </summary>
/// <typeparam name="TQuery">The delegate that runs it.</typeparam>
/// <param name="compile">Works it out.</param>
internal sealed class PerModel<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    public TQuery For(ThroughlineContext context) => compiled.GetValue(context.Model, _ => compile());
}
