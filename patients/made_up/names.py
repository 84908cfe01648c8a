"""Names as they stand on a practice's list in England: several backgrounds, and the fashion of each era.

Real given names and surnames in everyday use, put together at random; a long tail of invented surnames keeps
a large list as varied as a real one.
"""

from .chance import falling, spread, words

ERAS = (1950, 1975, 1998)  # born before the first, before the second, before the third, or since

_ENGLISH_WOMEN = (
    """Margaret Jean Mary Joan Patricia Sheila Barbara Doreen June Shirley Dorothy Joyce Maureen
    Elizabeth Audrey Brenda Eileen Pamela Beryl Sylvia Kathleen Betty Marjorie Ann Janet Irene Hilda Vera
    Edna Christine""",
    """Susan Linda Christine Carol Julie Karen Jacqueline Deborah Tracey Jane Helen Diane Sharon Sarah
    Alison Sally Angela Elaine Wendy Gillian Lesley Janice Beverley Lorraine Dawn Heather Nicola Fiona
    Lynn Paula Michelle""",
    """Sarah Emma Laura Rebecca Gemma Rachel Kelly Victoria Katherine Lauren Stacey Hannah Charlotte
    Jessica Amy Natalie Jennifer Samantha Kirsty Leanne Claire Danielle Louise Zoë Chloe Bethany Abigail
    Naomi Holly Joanne""",
    """Olivia Amelia Isla Ava Mia Lily Grace Evie Freya Poppy Ella Sophie Ruby Daisy Millie Chloe Megan
    Ellie Erin Molly Imogen Niamh Florence Rosie Willow Elsie Phoebe Matilda Harriet Summer Renée""",
)
_ENGLISH_MEN = (
    """John Peter William James George Ronald Kenneth Derek Dennis Raymond Roy Brian Gordon Alan Leonard
    Stanley Frank Norman Eric Arthur Harold Douglas Donald Geoffrey Maurice Ernest Albert Bernard Cyril
    Reginald""",
    """David Paul Stephen Michael Andrew Mark Ian Kevin Gary Robert Graham Philip Keith Colin Nigel
    Martin Neil Trevor Barry Steven Simon Richard Anthony Christopher Clive Stuart Jeffrey Malcolm
    Timothy Russell Adrian""",
    """Christopher James Daniel Matthew Thomas Michael Luke Adam Ryan Craig Lee Jonathan Benjamin Joshua
    Samuel Ashley Scott Joseph Aaron Liam Nathan Robert Richard Dean Gareth Jamie Jack Kieran Connor
    Bradley""",
    """Oliver George Harry Jack Jacob Noah Charlie Muhammad Thomas Oscar William Alfie Leo Archie Henry
    Ethan Joshua Freddie Logan Theo Isaac Max Mason Finley Harrison Tyler Reuben Toby Callum Kai""",
)
_ENGLISH_FAMILIES = words("""Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright
    Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Thomas Harris Hill Cooper Ward
    Turner Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips Watson Davis
    Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw
    Murphy Miller Cox Richards Marshall Anderson Simpson Ellis Adams Wilkinson Foster Chapman Mason
    Powell Rogers Gray Webb Hunt Hughes Palmer Mills Campbell Barnes Knight Lloyd Butler Russell Barker
    Fisher Stevens Jenkins Dixon Fletcher Hargreaves Entwistle Ogden Pilkington MacDonald McKenzie
    Stewart Fraser Pritchard Llewellyn Rees Smith-Jones Ashworth-Hill Saint-Clare Hollingworth Sidebottom""")
_TAIL_HEADS = words("""Ald Ash Bard Birk Brad Bram Brock Burn Carl Cald Chad Cran Crow Dal Den Dun Eller
    Farn Fern Gar Gled Grim Hart Haver Heath Hol Horn Kirk Lang Lin Long Mar Mel Mor Nor Oak Pem Rad
    Raven Red Row Rush Sel Shel Stan Star Stock Sut Swin Thorn Til Tun Wad Wal War Wet Whit Win Wool Wych""")
_TAIL_ENDS = words("""acre bank beck berry borne bottom bridge brook by cliffe combe croft dale den field
    ford gate grave ham hurst ingham land ley lock man mere more over rick ridge sall shaw stead stoke
    stone thorpe ton wade wick wood worth yard""")
_TAIL = [head + end for end in _TAIL_ENDS for head in _TAIL_HEADS]

# background: women's names, men's names, surnames (a man's and a woman's form where they differ)
_OTHERS = {
    "irish": (
        """Bridget Maeve Siobhán Niamh Aoife Noreen Bernadette Teresa Orla Gráinne Sinéad Ciara Kathleen
        Róisín""",
        """Patrick Seamus Declan Brendan Eamon Liam Cormac Fergal Padraig Kevin Finbarr Seán Diarmuid
        Gerard""",
        """O’Brien Murphy Walsh O'Sullivan Byrne Ryan O'Connor Doyle Gallagher Doherty Kennedy Lynch
        Quinn McCarthy Fitzgerald Nolan Daly O'Neill Brennan Burke""",
    ),
    "polish": (
        """Agnieszka Katarzyna Małgorzata Anna Joanna Ewa Magdalena Zofia Justyna Beata Krystyna Halina
        Maja Hanna""",
        """Piotr Krzysztof Andrzej Tomasz Paweł Łukasz Marcin Jakub Michał Stanisław Wojciech Kacper
        Zbigniew Jan""",
        """Nowak Wójcik Kowalczyk Woźniak Mazur Kaczmarek Krawczyk Zając Wróbel Pawlak Sikora Baran Duda
        Szewczyk Pietrzak Marciniak Jabłoński/Jabłońska Kowalski/Kowalska Wiśniewski/Wiśniewska
        Lewandowski/Lewandowska""",
    ),
    "romanian": (
        """Maria Elena Ioana Andreea Mihaela Cristina Alina Daniela Raluca Gabriela Simona Florentina
        Ștefania""",
        """Andrei Alexandru Ion Mihai Gheorghe Constantin Florin Marian Vasile Ștefan Cătălin Adrian
        Nicolae Radu""",
        """Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Șerban
        Moldovan Florea""",
    ),
    "portuguese": (
        """Maria Ana Catarina Inês Conceição Fátima Teresa Sofia Mariana Beatriz Lúcia Rosa Leonor Filipa""",
        """João José António Manuel Pedro Luís Paulo Rui Tiago Miguel Carlos Nuno Duarte Gonçalo""",
        """Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes
        Lopes Araújo da-Silva Simões""",
    ),
    "punjabi": (
        """Gurpreet Harjit Manjit Jaswinder Simran Kulwinder Navneet Amrit Baljit Rajvinder Sukhdeep
        Jasleen Priya Meera""",
        """Harpreet Gurdeep Balwinder Jaspal Manpreet Ravinder Sukhdev Amarjit Kuldeep Arjan Hardeep
        Rohan Vikram Anil""",
        """Singh/Kaur Gill Sandhu Dhaliwal Sidhu Grewal Bains Johal Sahota Atwal Patel Sharma Shah Mistry
        Chauhan Desai Kapoor Mehta""",
    ),
    "pakistani": (
        """Ayesha Fatima Nasreen Shazia Saima Rukhsana Zainab Parveen Samina Amina Hafsa Maryam Bushra
        Nighat Sana""",
        """Mohammed Imran Tariq Asif Zahid Bilal Hamza Usman Nadeem Khalid Shabir Faisal Adnan Yusuf
        Ghulam""",
        """Khan Hussain Ahmed Ali Malik Iqbal Mahmood Akhtar Shah Mirza Butt Chaudhry Qureshi Bibi Rashid
        Aslam Javed""",
    ),
    "bangladeshi": (
        """Nasima Rahima Shirin Sultana Taslima Fahmida Jannatul Ruksana Salma Monira Farhana Sabina
        Anwara Hasina""",
        """Abdul Mohammed Rafiq Shafiq Kamal Jamal Nurul Anwar Mizanur Tanvir Rezaul Habib Faruk Ashraf""",
        """Begum Miah Uddin Rahman Islam Hoque Chowdhury Khatun Alam Choudhury Haque Ullah Sarker
        Talukder""",
    ),
    "arabic": (
        """Layla Amal Huda Nour Rania Samira Yasmin Dalia Salwa Iman Zahra Mona Hanan Rasha""",
        """Ahmad Khaled Hassan Mustafa Mahmoud Samir Youssef Tarek Karim Nabil Walid Bassam Fadi Ziad""",
        """Al-Masri Hamdan Khoury Saleh Mansour Aziz Nasser Farah Abboud Jaber Al-Sayed Darwish Qasim
        Najjar Rahal""",
    ),
    "westafrican": (
        """Ngozi Adaeze Folake Ama Abena Blessing Chioma Yetunde Efua Funmilayo Grace Comfort Ifeoma
        Akosua""",
        """Chidi Emeka Kwame Kofi Tunde Olumide Segun Ikechukwu Yaw Babatunde Emmanuel Obinna Femi
        Kwabena""",
        """Okafor Adeyemi Mensah Boateng Okonkwo Owusu Eze Adebayo Asante Nwosu Balogun Appiah Ogunleye
        Osei Afolabi""",
    ),
    "caribbean": (
        """Beverley Yvonne Marcia Sonia Paulette Claudette Sharon Keisha Jasmine Tanya Hyacinth Gloria
        Merlene Shanice""",
        """Winston Errol Desmond Leroy Clifton Trevor Marlon Delroy Jermaine Carlton Neville Tyrone
        Marcus Dwayne""",
        """Campbell Brown Williams Grant Gordon Francis Reid Clarke Edwards Bailey Henry Morrison Joseph
        Powell Charles Thompson Samuels Blake""",
    ),
    "somali": (
        """Hodan Fadumo Amina Sahra Ayaan Halima Ifrah Khadija Hibo Nimco Deqa Ubah Sagal Asha""",
        """Abdi Mohamed Ahmed Hassan Yusuf Abdullahi Liban Omar Mahad Guled Farah Ismail Warsame Jama""",
        """Ali Mohamud Abdi Hassan Warsame Farah Jama Ahmed Osman Ibrahim Nur Aden Dirie Hersi Elmi""",
    ),
    "chinese": (
        """Mei Ling Wai-Yee Xiu-Ying Li Yan Siu-Fong Hui Jing Fang Yuk Grace Emily Qian""",
        """Wei Ming Chi-Keung Jun Kwok-Wah Tao Hao Lei Man-Kit Jian Gang Andrew Simon Chun""",
        """Chan Wong Li Wang Zhang Liu Chen Yang Lam Cheung Ng Leung Ho Lau Tang Xu""",
    ),
}
ENGLISH = "english"
BACKGROUNDS = (ENGLISH, *_OTHERS)


def era_of(year: int) -> int:
    """Which fashion of given names a birth year belongs to."""
    return sum(year >= start for start in ERAS)


def _given() -> dict[tuple[str, str, int], tuple[str, ...]]:
    """Given names by background, the sex they were chosen for (1 a boy, 2 a girl) and era."""
    tables = {}
    for era in range(4):
        tables[ENGLISH, "2", era] = spread(falling(words(_ENGLISH_WOMEN[era]), 10))
        tables[ENGLISH, "1", era] = spread(falling(words(_ENGLISH_MEN[era]), 10))
        for background, (women, men, _) in _OTHERS.items():
            tables[background, "2", era] = spread(falling(words(women), 10), 400)
            tables[background, "1", era] = spread(falling(words(men), 10), 400)
    return tables


def _families() -> dict[tuple[str, str], tuple[str, ...]]:
    """Surnames by background and sex, the English with a long tail; the hyphen in da-Silva is a space."""
    tail = [(word, 0.55 / len(_TAIL)) for word in _TAIL]
    common = falling(_ENGLISH_FAMILIES, 20)
    total = sum(weight for _, weight in common)
    english = spread([*((word, weight / total) for word, weight in common), *tail], 12_000)
    tables = {(ENGLISH, "1"): english, (ENGLISH, "2"): english}
    for background, (_, _, families) in _OTHERS.items():
        for place, sex in enumerate(("1", "2")):
            forms = [word.split("/")[min(place, word.count("/"))] for word in words(families)]
            forms = [form.replace("da-", "da ") for form in forms]
            tables[background, sex] = spread(falling(forms, 8), 400)
    return tables


GIVEN = _given()
FAMILIES = _families()
SHORT_FORMS = {
    "Margaret": "Peggy", "Patricia": "Pat", "Elizabeth": "Liz", "Dorothy": "Dot", "Kathleen": "Kath",
    "Katherine": "Katie", "Rebecca": "Becky", "Samantha": "Sam", "Victoria": "Vicky", "Deborah": "Debs",
    "Jacqueline": "Jackie", "Christine": "Chris", "Jennifer": "Jen", "William": "Bill", "Ronald": "Ron",
    "Kenneth": "Ken", "Raymond": "Ray", "Leonard": "Len", "Stephen": "Steve", "Michael": "Mick",
    "Andrew": "Andy", "Robert": "Rob", "Philip": "Phil", "Anthony": "Tony", "Christopher": "Chris",
    "Matthew": "Matt", "Thomas": "Tom", "Benjamin": "Ben", "Samuel": "Sam", "Joseph": "Joe",
    "Mohammed": "Mo", "Harpreet": "Harry", "Krzysztof": "Chris", "Małgorzata": "Gosia",
    "Katarzyna": "Kasia", "Alexandru": "Alex", "Bernadette": "Bernie",
}  # fmt: skip
