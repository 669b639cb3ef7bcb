using System.Reflection;
using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Coyote.RealCoyote;

/// <summary>
/// Whatever the stand-in has, Coyote has, with the same signature: code that the one compiles, the other does too. Only
/// with Coyote's packages are there both to compare.
/// </summary>
public class StandInTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Assembly[] Real =
        [typeof(Configuration).Assembly, typeof(Actor).Assembly, typeof(TestingEngine).Assembly];

    [Fact]
    public void Every_member_of_the_stand_in_is_one_of_Coyote()
    {
        var types = StandIn().GetTypes().Where(IsForOthers).ToList();
        Assert.Contains(types, type => type.Name == "SchedulingPoint");
        Assert.Contains(types, type => type.Name == "OnEventDoActionAttribute");
        var missing = types.SelectMany(type => Missing(type, RealOf(type))).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    private static Assembly StandIn() => Assembly.LoadFrom(
        Path.Combine(AppContext.BaseDirectory, "LockCheck.Coyote.StandIn.dll"));

    private static bool IsForOthers(Type type) =>
        type.Namespace?.StartsWith("Microsoft.Coyote", StringComparison.Ordinal) == true &&
        (type.IsPublic || type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem);

    private static Type? RealOf(Type type) =>
        Real.Select(assembly => assembly.GetType(type.FullName!)).FirstOrDefault(found => found is not null);

    private static IEnumerable<string> Missing(Type type, Type? real)
    {
        if (real is null || KindOf(type) != KindOf(real))
        {
            return [$"{KindOf(type)} {type.FullName}, there: {(real is null ? "none" : KindOf(real))}"];
        }

        var interfaces = real.GetInterfaces().Select(one => one.FullName).ToHashSet(StringComparer.Ordinal);
        var known = real.GetMembers(Declared).Select(Signature).ToHashSet(StringComparer.Ordinal);
        return type.GetMembers(Declared).Where(IsVisible).Select(Signature)
            .Where(signature => !known.Contains(signature))
            .Concat(type.GetInterfaces().Select(one => one.FullName!).Where(one => !interfaces.Contains(one)))
            .Select(signature => $"{type.FullName}: {signature}");
    }

    private static string KindOf(Type type) => string.Join(
        ' ',
        type.IsInterface ? "interface" : "class",
        type.IsAbstract && type.IsSealed ? "static" : type.IsAbstract ? "abstract" : type.IsSealed ? "sealed" : "open",
        type.IsNestedFamily ? "protected" : "public",
        type.BaseType?.FullName);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetMethod is { } get && IsVisible(get),
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };

    private static string Signature(MemberInfo member) => member switch
    {
        MethodInfo method => $"{Access(method)}{(method.IsVirtual ? "virtual " : "")}{method.ReturnType} {method.Name}"
            + $"{string.Concat(method.GetGenericArguments().Select(Constraints))}({Parameters(method)})",
        ConstructorInfo constructor => $"{Access(constructor)}constructor({Parameters(constructor)})",
        PropertyInfo property => $"property {property.PropertyType} {property.Name}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "public " : method.IsFamily ? "protected " : "other ") + (method.IsStatic ? "static " : "");

    private static string Constraints(Type parameter) =>
        $"<{string.Join(',', parameter.GetGenericParameterConstraints().Select(type => type.FullName))}>";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{parameter.ParameterType} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : string.Empty)));
}
