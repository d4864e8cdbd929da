using System.Linq.Expressions;

namespace Throughline.Storage;

/// <summary>Puts one expression into another.</summary>
internal static class Substitution
{
    /// <summary>The expression with something else wherever these parameters are.</summary>
    public static Expression With(this Expression expression, params (ParameterExpression Parameter, Expression Instead)[] pairs) => new Visitor(pairs).Visit(expression);

    private sealed class Visitor((ParameterExpression Parameter, Expression Instead)[] pairs) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => pairs.FirstOrDefault(p => p.Parameter == node).Instead ?? node;
    }
}
