namespace Golf.Seeding;

/// <summary>What names are made of.</summary>
internal static class Words
{
    public static readonly string[] CourseQualifiers =
        ["", "Royal ", "Old ", "New ", "North ", "South ", "East ", "West ", "Upper ", "Lower ", "Great ",
         "Little ", "Saint ", "Castle ", "Port ", "Glen ", "Fort ", "Mount ", "Lake ", "Bay ", "King's "];

    public static readonly string[] PlaceBeginnings =
        ["Ash", "Birch", "Black", "Bram", "Bridge", "Broad", "Burn", "Carn", "Cedar", "Chester", "Clear", "Clover",
         "Cran", "Crook", "Dale", "Deer", "Dorn", "Dun", "Eagle", "Elm", "Fair", "Fern", "Fox", "Gar", "Glen", "Gold",
         "Grey", "Had", "Hart", "Haw", "Hazel", "Heath", "High", "Holly", "Hunt", "Inver", "Ivy", "Kil", "Kirk",
         "Lang", "Lark", "Linden", "Lin", "Long", "Maple", "Marsh", "Mill", "Moor", "Muir", "Oak", "Otter", "Pebble",
         "Penn", "Pine", "Prest", "Quail", "Raven", "Red", "Rock", "Rose", "Rush", "Sand", "Shaw", "Shinne", "Silver",
         "Stan", "Stone", "Sunning", "Swin", "Thorn", "Troon", "Turn", "Wal", "Wind", "Winged", "Wolf", "Wood", "Yew"];

    public static readonly string[] PlaceEndings =
        ["ard", "bank", "berry", "borough", "bourne", "bridge", "brook", "burn", "bury", "by", "cliffe", "combe",
         "cote", "croft", "dale", "den", "down", "feld", "field", "foot", "ford", "gate", "ham", "haven", "head",
         "hill", "holm", "hurst", "ington", "lands", "leigh", "ley", "mead", "mere", "minster", "moor", "mouth", "ness",
         "port", "ridge", "shire", "side", "stead", "stone", "ton", "vale", "view", "water", "wick", "wood", "worth"];

    public static readonly string[] CourseKinds =
        ["Golf Club", "Golf Course", "Golf Links", "Country Club", "Golf & Country Club", "Municipal Golf Course",
         "Links", "Golf Resort", "Ladies' Golf Club", "Heath Golf Club", "Park Golf Course", "Dunes"];

    public static readonly string[] GivenNames =
        ["Alister", "Alan", "Albert", "Alfred", "Alice", "Andrew", "Anna", "Arthur", "Beatriz", "Benedikt", "Bill",
         "Brigitte", "Bruce", "Catherine", "Charles", "Chloé", "David", "Devereux", "Dónal", "Eddie", "Edith", "Emil",
         "Emily", "François", "Frank", "Fred", "George", "Geoffrey", "Gil", "Hans", "Harry", "Héctor", "Herbert",
         "Ines", "Jack", "James", "Jan", "Jim", "Joan", "John", "José", "Keith", "Ken", "Kyle", "Lars", "Łukasz",
         "Margaret", "Martin", "Mary", "Mike", "Nils", "Old Tom", "Pascal", "Patricia", "Paul", "Pete", "Ralph",
         "Rees", "Robert", "Ron", "Rosa", "Seán", "Seth", "Søren", "Stanley", "Steve", "Theodore", "Thérèse", "Tom",
         "Tomás", "Walter", "Willie", "Wayne", "Zoë"];

    public static readonly string[] MiddleInitials =
        ["", "A. ", "B. ", "C. ", "D. ", "E. ", "F. ", "G. ", "H. ", "J. ", "L. ", "M. ", "S. ", "W. "];

    public static readonly string[] FamilyNames =
        ["Abercromby", "Alison", "Åkesson", "Banks", "Bell", "Braid", "Brännström", "Campbell", "Colt", "Coore",
         "Crane", "Crenshaw", "Crump", "D'Arcy", "de Vries", "Doak", "Duncan", "Dunn", "Dye", "Egan", "Emmet", "Faldo",
         "Fazio", "Fernández", "Flynn", "Fowler", "Fought", "García", "Gill", "Gómez", "Hanse", "Hawtree", "Hills",
         "Hunter", "Hurdzan", "Jones", "Kidd", "Kittleman", "Langford", "Larsen", "Leeds", "Lehmann", "Macan",
         "Macdonald", "Maxwell", "Moreau", "Morris", "Müller", "Muirhead", "Nicklaus", "Nugent", "Núñez", "O'Brien",
         "O'Neill", "Palmer", "Park", "Pennink", "Plummer", "Raynor", "Rolland", "Ross", "Rossi", "Rulewich", "Simpson",
         "Smyers", "Stiles", "Strong", "Thomas", "Thompson", "Tillinghast", "Toomey", "Travis", "Tull", "van Hengel",
         "von Hagge", "Watson", "Weed", "Whitman", "Wilson", "Wright", "Żukowski"];

    public static readonly string[] Famous =
        ["Donald Ross", "Alister MacKenzie", "Harry Colt", "A. W. Tillinghast", "Old Tom Morris", "Pete Dye",
         "Seth Raynor", "Robert Trent Jones", "Tom Fazio", "Bill Coore", "Ben Crenshaw", "Tom Doak", "Gil Hanse",
         "C. B. Macdonald", "Alice Dye", "James Braid", "Willie Park Jr.", "Jack Nicklaus", "Stanley Thompson",
         "George C. Thomas", "Perry Maxwell", "William Flynn", "Dick Wilson", "Mike Strantz"];

    public static readonly (string Country, string[] Towns)[] Places =
        [
            ("United States", ["Mentor", "Pinehurst", "Ardmore", "Southampton", "Bandon", "Pebble Beach", "Far Hills"]),
            ("Scotland", ["St Andrews", "Gullane", "Dornoch", "Troon", "Carnoustie", "Nairn", "Machrihanish"]),
            ("England", ["Sunningdale", "Deal", "Formby", "Woodhall Spa", "Rye", "Alnmouth", "Westward Ho!"]),
            ("Ireland", ["Ballybunion", "Lahinch", "Portmarnock", "Enniscrone", "Dún Laoghaire"]),
            ("Deutschland", ["Köln", "Düsseldorf", "Bad Griesbach", "Hamburg", "München"]),
            ("France", ["Morfontaine", "Chantilly", "Hossegor", "Évian-les-Bains"]),
            ("España", ["Sotogrande", "Málaga", "A Coruña", "Girona"]),
            ("Sverige", ["Falsterbo", "Båstad", "Malmö"]),
            ("Polska", ["Łódź", "Gdańsk", "Kraków"]),
            ("日本", ["東京", "神戸", "川奈"]),
            ("Australia", ["Cheltenham", "Barnbougle", "King Island"]),
            ("Canada", ["Inverness", "Banff", "Montréal", "Oakville"]),
        ];
}
