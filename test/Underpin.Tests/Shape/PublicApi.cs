using System.Reflection;
using System.Text;

namespace Underpin.Tests.Shape;

/// <summary>Writes down what an assembly shows to others: one line a member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type))
                .AppendLine(Parents(type));
            foreach (var member in type.GetMembers(Declared).Select(member => Member(type, member)).OfType<string>()
                .Order(StringComparer.Ordinal))
            {
                text.Append("    ").AppendLine(member);
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Parents(Type type)
    {
        var parents = type.IsEnum ? [] : new[] { type.BaseType }.OfType<Type>()
            .Where(parent => parent != typeof(object) && parent != typeof(ValueType))
            .Concat(type.GetInterfaces().Where(one => one.IsPublic && one.Name != "ISerializable")
                .OrderBy(one => one.Name, StringComparer.Ordinal))
            .Select(Name).ToList();
        return parents.Count > 0 ? $" : {string.Join(", ", parents)}" : "";
    }

    private static string? Member(Type type, MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when Shown(field.IsPublic, field.IsFamily) =>
            type.IsEnum ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}"
                : $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property when property.GetAccessors(nonPublic: true)
            .Any(one => Shown(one.IsPublic, one.IsFamily)) =>
            $"{Name(property.PropertyType)} {property.Name} {{ {(property.CanRead ? "get; " : "")}{Setter(property)}}}",
        ConstructorInfo constructor when Shown(constructor.IsPublic, constructor.IsFamily) =>
            $"{Name(type)}({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when Shown(method.IsPublic, method.IsFamily)
            && !method.Name.Contains('<') =>
            $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} "
                + $"{method.Name}{Generics(method)}({Parameters(method)})",
        EventInfo { AddMethod: { } add } shown when Shown(add.IsPublic, add.IsFamily) => $"event {shown.Name}",
        _ => null,
    };

    private static bool Shown(bool isPublic, bool isFamily) => isPublic || isFamily;

    private static string Setter(PropertyInfo property) => property.SetMethod is { IsPublic: true } set
        ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; "
        : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters()
            .Select(one => $"{Name(one.ParameterType)} {one.Name}{(one.IsOptional ? " = …" : "")}"));

    private static string Name(Type type) => type switch
    {
        { IsByRef: true } => $"ref {Name(type.GetElementType()!)}",
        { IsArray: true } => $"{Name(type.GetElementType()!)}[]",
        { IsGenericType: true } =>
            $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };
}
