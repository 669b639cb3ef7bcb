using System.Reflection;
using System.Text.RegularExpressions;

namespace LockCheck.Engine;

/// <summary>Turns the compiler's names for state machines and hoisted locals back into the source's.</summary>
internal static partial class RoutineNames
{
    /// <summary>Names the method behind a state machine, as <c>Type.Method</c>.</summary>
    public static string Of(Type machine)
    {
        var match = MachineName().Match(machine.Name);
        var method = match.Success ? match.Groups["name"].Value : machine.Name;
        return machine.DeclaringType is { } owner ? $"{Readable(owner)}.{method}" : method;
    }

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
        if (field.Name == "<>4__this")
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

        if (field.Name.StartsWith("<>8__", StringComparison.Ordinal))
        {
            return "the locals that a lambda captures";
        }

        if (field.Name.StartsWith("<>u__", StringComparison.Ordinal))
        {
            return $"the awaiter {Readable(type)}";
        }

        var local = LocalName().Match(field.Name);
        return local.Success
            ? $"the local `{local.Groups["name"].Value}` of type {Readable(type)}"
            : $"the parameter `{field.Name}` of type {Readable(type)}";
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(FieldInfo field) => field.Name switch
    {
        "<>4__this" => "Make the protocol a `readonly struct`, or its routines static.",
        _ when field.Name.StartsWith("<>8__", StringComparison.Ordinal) =>
            "Pass the values to a static method instead of capturing them.",
        _ when field.FieldType.IsArray => "Index with an integer in a `for` loop and fetch the array anew after each "
            + "await.",
        _ when field.FieldType == typeof(object) => "Do the work after the `try` block instead of inside it.",
        _ => "Keep a handle or an index instead, or fetch the object anew after each await.",
    };

    [GeneratedRegex(@"^<(?<name>[^>]*)>d(__\d+)?")]
    private static partial Regex MachineName();

    [GeneratedRegex(@"^<(?<name>[^>]+)>5__")]
    private static partial Regex LocalName();
}
