namespace Catalog.Data.Seed;

/// <summary>What is on the shop's shelves.</summary>
internal static class SeedShelves
{
    public static SeedShelf[] All { get; } =
    [
        new(
            "coffee-and-tea",
            [
                ("Pour-Over Kettle", 59), ("Burr Grinder", 139), ("French Press", 39), ("Moka Pot", 34), ("Ceramic Dripper", 24),
                ("Tea Strainer", 12), ("Milk Frother", 29), ("Espresso Cups", 32), ("Cold Brew Jar", 36), ("Tea Caddy", 19),
            ],
            ["Matte Black", "Brushed Steel", "Cream", "Copper", "Sage Green"],
            [
                "Stainless steel body with a beech handle.",
                "Thick glass that keeps its heat.",
                "Stoneware, glazed inside and out.",
                "Food-grade steel, welded without seams.",
            ],
            [
                "Brews one to four cups without fuss.",
                "Pours a thin, steady stream.",
                "Comes apart in seconds for cleaning.",
                "Keeps a morning's worth warm for an hour.",
            ]),
        new(
            "kitchen",
            [
                ("Chef's Knife", 79), ("Cutting Board", 45), ("Cast Iron Skillet", 69), ("Saucepan", 54), ("Mixing Bowl", 22),
                ("Pepper Mill", 38), ("Mandoline", 49), ("Baking Tray", 18), ("Stock Pot", 89), ("Kitchen Scale", 35),
            ],
            ["Small", "Medium", "Large", "Family Size"],
            [
                "Forged from a single piece of steel.",
                "Oiled oak from managed forests.",
                "Cast iron, seasoned and ready to use.",
                "Three layers of steel and aluminium.",
            ],
            [
                "Works on gas, electric and induction.",
                "Sits well in the hand, even a wet one.",
                "Goes from the hob into the oven.",
                "Stacks with its siblings in one drawer.",
            ]),
        new(
            "tableware",
            [
                ("Dinner Plates", 48), ("Soup Bowls", 42), ("Water Glasses", 28), ("Wine Glasses", 46), ("Cutlery Set", 95),
                ("Serving Platter", 39), ("Salad Bowl", 44), ("Carafe", 33), ("Napkins", 21), ("Egg Cups", 16),
            ],
            ["Set of 2", "Set of 4", "Set of 6", "Set of 8"],
            [
                "Stoneware with a reactive glaze, so no two are alike.",
                "Lead-free crystal, thin at the rim.",
                "Washed linen that softens with every use.",
                "Brushed steel, heavy enough to feel right.",
            ],
            [
                "Safe in the dishwasher and the microwave.",
                "Made for every day, good enough for guests.",
                "Stacks low in a small cupboard.",
                "Holds more than it seems to.",
            ]),
        new(
            "bedding",
            [
                ("Duvet Cover", 89), ("Fitted Sheet", 45), ("Pillowcase", 19), ("Wool Blanket", 119), ("Down Pillow", 69),
                ("Mattress Protector", 49), ("Throw", 59), ("Quilt", 139), ("Flat Sheet", 42), ("Bolster", 37),
            ],
            ["Single", "Double", "King", "Super King"],
            [
                "Washed linen, woven in Portugal.",
                "Long-staple cotton percale, crisp and cool.",
                "Undyed lambswool with a whipped edge.",
                "Cotton sateen with a soft sheen.",
            ],
            [
                "Breathes in summer and warms in winter.",
                "Gets softer with every wash.",
                "Stays put on a restless night.",
                "Dries quickly on the line.",
            ]),
        new(
            "bath",
            [
                ("Bath Towel", 29), ("Hand Towel", 15), ("Bath Mat", 34), ("Soap Dish", 14), ("Shower Curtain", 39),
                ("Laundry Basket", 49), ("Bathrobe", 79), ("Toothbrush Mug", 13), ("Shower Caddy", 32), ("Sea Sponge", 11),
            ],
            ["White", "Sand", "Slate", "Moss", "Terracotta"],
            [
                "Organic cotton with a deep pile.",
                "Oiled teak that shrugs off water.",
                "Waffle-woven cotton and linen.",
                "Glazed stoneware with drain holes.",
            ],
            [
                "Dries you and itself quickly.",
                "Keeps its shape in a steamy room.",
                "Hangs flat and takes little space.",
                "Washes at sixty degrees.",
            ]),
        new(
            "lighting",
            [
                ("Desk Lamp", 89), ("Floor Lamp", 149), ("Pendant Light", 119), ("Wall Sconce", 79), ("Table Lamp", 69),
                ("Reading Light", 45), ("Lantern", 39), ("Bedside Lamp", 54), ("String Lights", 25), ("Picture Light", 84),
            ],
            ["Brass", "Black", "White", "Oak", "Smoked Glass"],
            [
                "Spun aluminium with a fabric cable.",
                "Mouth-blown glass on a brass fitting.",
                "Solid oak with a linen shade.",
                "Powder-coated steel, hinged in three places.",
            ],
            [
                "Dims to the glow of a candle.",
                "Turns to where you need it.",
                "Takes an ordinary E27 bulb.",
                "Lights the page, not the room.",
            ]),
        new(
            "furniture",
            [
                ("Side Table", 129), ("Bookcase", 289), ("Dining Chair", 159), ("Stool", 79), ("Writing Desk", 349),
                ("Bench", 219), ("Coat Rack", 119), ("Nightstand", 149), ("Armchair", 549), ("Shoe Rack", 89),
            ],
            ["Oak", "Ash", "Walnut", "Black Stain"],
            [
                "Solid wood, joined without screws.",
                "Steam-bent ash with a woven seat.",
                "Solid timber finished with hard-wax oil.",
                "Veneered birch ply on turned legs.",
            ],
            [
                "Goes together in ten minutes with one key.",
                "Carries more than it looks like it could.",
                "Small enough for a hallway.",
                "Ages well and sands down when it doesn't.",
            ]),
        new(
            "rugs-and-curtains",
            [
                ("Wool Rug", 249), ("Runner", 119), ("Doormat", 29), ("Jute Rug", 139), ("Linen Curtain", 95),
                ("Blackout Curtain", 85), ("Roller Blind", 65), ("Cotton Rug", 79), ("Sheepskin", 99), ("Curtain Rod", 49),
            ],
            ["80 x 150 cm", "120 x 180 cm", "170 x 240 cm", "200 x 300 cm"],
            [
                "Hand-loomed from undyed wool.",
                "Jute and cotton in a flat weave.",
                "Heavy linen with a lined back.",
                "Recycled yarn that hides its crumbs.",
            ],
            [
                "Lies flat from the first day.",
                "Keeps the draught and the street out.",
                "Brushes clean with little effort.",
                "Takes the echo out of a room.",
            ]),
        new(
            "stationery",
            [
                ("Notebook", 14), ("Fountain Pen", 49), ("Pencil Set", 12), ("Desk Pad", 39), ("Ink Bottle", 15),
                ("Letter Opener", 18), ("Wall Calendar", 19), ("Paper Clips", 6), ("Sketchbook", 21), ("Correspondence Cards", 16),
            ],
            ["Ruled", "Dotted", "Plain", "Grid"],
            [
                "Thread-sewn, on paper that takes ink well.",
                "Turned brass with a steel nib.",
                "Cedar, lacquered by hand.",
                "Cloth-bound boards with rounded corners.",
            ],
            [
                "Lies open flat on any page.",
                "Writes the moment it touches paper.",
                "Fits a coat pocket.",
                "Refills with ordinary cartridges.",
            ]),
        new(
            "office",
            [
                ("Monitor Stand", 69), ("Keyboard", 119), ("Mouse", 59), ("Webcam Shade", 9), ("Cable Tray", 29),
                ("Laptop Sleeve", 39), ("Headset Hook", 15), ("Standing Desk", 499), ("Office Chair", 389), ("Document Tray", 25),
            ],
            ["Graphite", "Silver", "White", "Forest"],
            [
                "Anodised aluminium with felt feet.",
                "Recycled felt and leather.",
                "Steel and bamboo.",
                "Moulded from recycled plastic.",
            ],
            [
                "Clears the desk of everything but work.",
                "Works with every common system.",
                "Quiet enough for a shared room.",
                "Adjusts without tools.",
            ]),
        new(
            "audio",
            [
                ("Bookshelf Speakers", 299), ("Headphones", 189), ("Turntable", 349), ("Soundbar", 249), ("Portable Speaker", 99),
                ("Earphones", 79), ("Radio", 129), ("Amplifier", 399), ("Record Brush", 19), ("Speaker Stands", 119),
            ],
            ["Black", "Walnut", "White", "Midnight Blue"],
            [
                "Birch cabinet with a woven grille.",
                "Aluminium housing, damped inside.",
                "Replaceable ear pads and cable.",
                "Silk dome and paper cone, crossed over by hand.",
            ],
            [
                "Sounds full at a whisper.",
                "Plays for twenty hours on one charge.",
                "Pairs once and remembers.",
                "Fills a room without filling the shelf.",
            ]),
        new(
            "garden",
            [
                ("Hand Trowel", 18), ("Secateurs", 39), ("Watering Can", 34), ("Garden Fork", 49), ("Plant Pot", 22),
                ("Raised Bed", 119), ("Wheelbarrow", 139), ("Seed Tray", 14), ("Kneeling Pad", 19), ("Garden Hose", 45),
            ],
            ["Small", "Standard", "Large"],
            [
                "Carbon steel with an ash handle.",
                "Galvanised steel, riveted.",
                "Fired clay that lets roots breathe.",
                "Rubber and brass, good to minus ten.",
            ],
            [
                "Holds its edge through a season.",
                "Balanced when it is full.",
                "Stays out all winter.",
                "Kind to wrists and knees.",
            ]),
        new(
            "houseplants",
            [
                ("Monstera", 35), ("Snake Plant", 29), ("Peace Lily", 24), ("Rubber Plant", 32), ("Spider Plant", 15),
                ("Olive Tree", 59), ("Boston Fern", 22), ("Aloe Vera", 14), ("String of Pearls", 18), ("Fiddle Leaf Fig", 65),
            ],
            ["12 cm Pot", "17 cm Pot", "21 cm Pot", "27 cm Pot"],
            [
                "Grown slowly, without peat.",
                "Raised in our own glasshouse.",
                "Potted in bark and coir.",
                "Hardened off before it travels.",
            ],
            [
                "Forgives a week without water.",
                "Likes bright rooms, out of the sun.",
                "Happy in a steamy bathroom.",
                "Grows a new leaf every few weeks.",
            ]),
        new(
            "outdoor",
            [
                ("Two-Person Tent", 249), ("Sleeping Bag", 159), ("Trekking Poles", 89), ("Headlamp", 45), ("Camping Stove", 79),
                ("Enamel Mug", 12), ("Dry Bag", 25), ("Hammock", 69), ("Cool Box", 99), ("Folding Chair", 59),
            ],
            ["Olive", "Rust", "Granite", "Ocean"],
            [
                "Ripstop nylon with taped seams.",
                "Recycled fill in a tight weave.",
                "Anodised aluminium, light and stiff.",
                "Steel, enamelled twice.",
            ],
            [
                "Packs down to the size of a loaf.",
                "Shrugs off a night of rain.",
                "Sets up in the dark.",
                "Weighs less than you expect.",
            ]),
        new(
            "cycling",
            [
                ("Pannier Bag", 79), ("Bike Light", 39), ("Floor Pump", 45), ("Helmet", 89), ("Multi-Tool", 29),
                ("Bell", 16), ("U-Lock", 59), ("Water Bottle", 14), ("Mudguards", 35), ("Saddle", 95),
            ],
            ["Black", "Silver", "Signal Orange", "Navy"],
            [
                "Waxed canvas with leather straps.",
                "Machined aluminium and brass.",
                "Hardened steel in a soft sleeve.",
                "Moulded foam in a tough shell.",
            ],
            [
                "Clicks on and off with one hand.",
                "Seen from half a kilometre away.",
                "Fits every common frame.",
                "Rattles on no cobbles.",
            ]),
        new(
            "running",
            [
                ("Running Vest", 49), ("Running Shorts", 45), ("Merino Socks", 16), ("Rain Jacket", 129), ("Cap", 24),
                ("Hydration Belt", 39), ("Leggings", 65), ("Foam Roller", 29), ("Gloves", 22), ("Reflective Band", 9),
            ],
            ["S", "M", "L", "XL"],
            [
                "Merino and recycled nylon.",
                "Woven stretch, laser-cut at the hem.",
                "Two-layer shell with taped seams.",
                "Knitted in one piece, without seams.",
            ],
            [
                "Dries between two runs.",
                "Stays where it is, mile after mile.",
                "Has room for a key and a phone.",
                "Vents where you need it.",
            ]),
        new(
            "clothing",
            [
                ("Oxford Shirt", 79), ("Crew Neck Sweater", 99), ("T-Shirt", 25), ("Chinos", 89), ("Wool Scarf", 49),
                ("Beanie", 29), ("Cardigan", 119), ("Work Jacket", 149), ("Linen Dress", 109), ("Belt", 45),
            ],
            ["S", "M", "L", "XL", "XXL"],
            [
                "Organic cotton, woven thick.",
                "Lambswool spun and knitted in Scotland.",
                "Garment-washed linen.",
                "Vegetable-tanned leather and brass.",
            ],
            [
                "Cut straight, with room to move.",
                "Better after a year than on the first day.",
                "Irons easily, or not at all.",
                "Warm without weight.",
            ]),
        new(
            "bags",
            [
                ("Backpack", 119), ("Tote", 49), ("Weekender", 189), ("Messenger Bag", 139), ("Wallet", 59),
                ("Pouch", 19), ("Belt Bag", 45), ("Toiletry Bag", 35), ("Card Holder", 32), ("Shopper", 29),
            ],
            ["Black", "Tan", "Olive", "Navy"],
            [
                "Waxed cotton canvas with a cotton lining.",
                "Full-grain leather that darkens with age.",
                "Recycled nylon, coated inside.",
                "Felted wool with leather handles.",
            ],
            [
                "Holds a laptop and a change of shirt.",
                "Opens wide, so nothing hides.",
                "Goes under the seat in front.",
                "Stands up by itself.",
            ]),
        new(
            "toys",
            [
                ("Building Blocks", 39), ("Wooden Train", 49), ("Puzzle", 22), ("Stacking Rings", 19), ("Kite", 34),
                ("Doll's House", 149), ("Memory Game", 17), ("Spinning Top", 9), ("Marble Run", 69), ("Rocking Horse", 159),
            ],
            ["Natural", "Rainbow", "Pastel"],
            [
                "Beech, stained with water-based colours.",
                "Solid maple with rounded edges.",
                "Thick card from recycled fibre.",
                "Cotton and ash, sewn twice.",
            ],
            [
                "Keeps two children busy for an afternoon.",
                "From three years of age.",
                "Fits with every set of the series.",
                "Survives being thrown.",
            ]),
        new(
            "pet-supplies",
            [
                ("Dog Bed", 79), ("Cat Tree", 129), ("Feeding Bowl", 18), ("Leash", 29), ("Collar", 22),
                ("Scratching Post", 49), ("Travel Crate", 89), ("Grooming Brush", 16), ("Chew Toy", 11), ("Litter Tray", 34),
            ],
            ["Small", "Medium", "Large"],
            [
                "Canvas cover over recycled foam.",
                "Sisal rope on solid pine.",
                "Stoneware, heavy enough to stay put.",
                "Braided cotton with brass fittings.",
            ],
            [
                "The cover comes off and goes in the wash.",
                "Holds a heavy animal in a good mood.",
                "Wipes clean in a moment.",
                "Approved by the office dog.",
            ]),
    ];
}
