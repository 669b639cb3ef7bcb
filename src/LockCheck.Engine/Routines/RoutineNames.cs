using System.Reflection;
using System.Text.RegularExpressions;

namespace LockCheck.Engine;

/// <summary>Turns the compiler's names for state machines and hoisted locals back into the source's.</summary>
internal static partial class RoutineNames
{
    /// <summary>Names the method behind a state machine, as <c>Type.Method</c>.</summary>
    public static string Of(Type machine)
    {
        // What a lambda or a local function captures lives in a class of the compiler's, within the source's type.
        var owner = machine.DeclaringType;
        while (owner is { DeclaringType: { } outer } && IsClosure(owner))
        {
            owner = outer;
        }

        var prefix = owner is null ? string.Empty : $"{Readable(owner)}.";
        if (InnerMachineName().Match(machine.Name) is { Success: true } inner)
        {
            var method = prefix + inner.Groups["outer"].Value;
            return inner.Groups["name"].Success ? $"{method}.{inner.Groups["name"].Value}" : $"a lambda in {method}";
        }

        var match = MachineName().Match(machine.Name);
        return prefix + (match.Success ? match.Groups["name"].Value : machine.Name);
    }

    /// <summary>Tells whether the field holds what the routine awaits.</summary>
    public static bool IsAwaiter(FieldInfo field) => field.Name.StartsWith("<>u__", StringComparison.Ordinal);

    /// <summary>A type's name as one would write it.</summary>
    public static string Readable(Type type)
    {
        if (type.IsArray)
        {
            return Readable(type.GetElementType()!) + "[]";
        }

        var name = type.Name.Split('`')[0];
        if (type is { IsNested: true, DeclaringType: { } owner } && !name.Contains('<', StringComparison.Ordinal))
        {
            name = $"{Readable(owner)}.{name}";
        }

        return type.IsGenericType && !type.IsGenericTypeDefinition
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Readable))}>"
            : name;
    }

    /// <summary>Names the construct that made the compiler keep the field.</summary>
    public static string Construct(FieldInfo field)
    {
        var type = field.FieldType;
        if (field.Name.StartsWith("<>8__", StringComparison.Ordinal) || (IsThis(field) && IsClosure(type)))
        {
            return "the locals that a lambda captures";
        }

        if (IsThis(field))
        {
            return $"`this`, an object of the class {Readable(type)},";
        }

        if (field.Name.StartsWith("<>7__wrap", StringComparison.Ordinal) ||
            field.Name.StartsWith("<>s__", StringComparison.Ordinal))
        {
            return type switch
            {
                { IsArray: true } => $"the array of a `foreach` ({Readable(type)})",
                _ when type == typeof(object) => "the exception of an `await` inside `finally` or `catch`",
                _ => $"a value that the compiler hoisted ({Readable(type)}; an enumerator or a `using`?)",
            };
        }

        var local = LocalName().Match(field.Name);
        return local.Success
            ? $"the local `{local.Groups["name"].Value}` of type {Readable(type)}"
            : $"the parameter `{field.Name}` of type {Readable(type)}";
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(FieldInfo field) => field.Name switch
    {
        _ when field.Name.StartsWith("<>8__", StringComparison.Ordinal) || (IsThis(field) && IsClosure(field.FieldType))
            => "Pass the values to a static method instead of capturing them.",
        _ when IsThis(field) => "Make the protocol a `readonly struct`, or its routines static.",
        _ when field.FieldType.IsArray => "Index with an integer in a `for` loop and fetch the array anew after each "
            + "await.",
        _ when field.FieldType == typeof(object) => "Do the work after the `try` block instead of inside it.",
        _ => "Keep a handle or an index instead, or fetch the object anew after each await.",
    };

    private static bool IsThis(FieldInfo field) => field.Name == "<>4__this";

    private static bool IsClosure(Type type) => type.Name.StartsWith("<>c", StringComparison.Ordinal);

    [GeneratedRegex(@"^<<(?<outer>[^<>]+)>(b__|g__(?<name>[^|>]+))")]
    private static partial Regex InnerMachineName();

    [GeneratedRegex(@"^<(?<name>[^>]*)>d(__\d+)?")]
    private static partial Regex MachineName();

    [GeneratedRegex(@"^<(?<name>[^>]+)>5__")]
    private static partial Regex LocalName();
}
