namespace Golf.Pages;

/// <summary>What a page says of the form that led to it, named in its address.</summary>
internal static class Notice
{
    public static string? Of(HttpRequest request) => request.Query["done"].ToString() switch
    {
        "added" => "The course was added.",
        "saved" => "The course was saved.",
        "deleted" => "The course was deleted.",
        _ => null,
    };
}
