"""Names for made-up people, as heard in the north-east of Wales. No family here is a real one."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


WELSH_GIRLS = _listed(
    "Alaw, Anest, Angharad, Beca, Cadi, Catrin, Ceridwen, Efa, Elan, Eleri, Ffion, Fflur,"
    "Gwenllian, Gwenno, Heledd, Lleucu, Lowri, Mabli, Mali, Marged, Mari, Megan, Meinir, Mirain,"
    "Morfudd, Myfanwy, Nansi, Nel, Non, Rhiannon, Seren, Siân, Sioned, Siwan, Tesni"
)
WELSH_BOYS = _listed(
    "Aled, Bedwyr, Cai, Caradog, Dafydd, Deio, Dewi, Dylan, Efan, Elis, Emrys, Emyr, Geraint,"
    "Gethin, Gruffudd, Guto, Gwilym, Harri, Hywel, Ianto, Iestyn, Ifan, Iolo, Llew, Llŷr, Macsen,"
    "Math, Morgan, Osian, Owain, Rhodri, Rhys, Siôn, Taliesin, Tomos, Ynyr"
)
ENGLISH_GIRLS = _listed(
    "Aisha, Amelia, Ava, Chloe, Daisy, Eliza, Emily, Evie, Florence, Freya, Grace, Hallie,"
    "Harriet, Isabella, Isla, Ivy, Jessica, Lily, Maisie, Maja, Maria-José, Martha, Millie, Nadia,"
    "Oliwia, Olivia, Phoebe, Poppy, Priya, Rosie, Ruby, Sophie, Willow, Zainab, Zofia, Zoë"
)
ENGLISH_BOYS = _listed(
    "Adam, Albie, Alfie, Archie, Arjun, Arthur, Chidi, Daniel, Ethan, Finley, Freddie, George,"
    "Harrison, Harry, Hugo, Isaac, Jack, Jacob, Jakub, James, Joshua, Kacper, Leo, Logan, Lucas,"
    "Mohammed, Noah, Oliver, Oscar, Reuben, Rory, Sebastian, Theo, Tommy-Lee, William, Yusuf"
)
WELSH_FAMILIES = _listed(
    "ap Rhys, Bebb, Bowen, Cadwaladr, Davies, Edwards, Ellis, Evans, Glyn, Griffiths, Gwilym,"
    "Gwyn, Hopcyn, Howells, Hughes, Humphreys, Iorwerth, Jenkins, Jones, Lewis, Llwyd, Lloyd,"
    "Lloyd-Roberts, Llywelyn, Meredith, Morgan, Morris, Nefyn, Ogwen, Owen, Parry, Powell, Price,"
    "Pritchard, Prosser, Prydderch, Pugh, Rees, Roberts, Rowlands, Thomas, Trefor, Tudur,"
    "Tŷ'n-y-coed, Vaughan, Watkins, Williams, Wyn, Wyn-Jones"
)
ENGLISH_FAMILIES = _listed(
    "Ahmed, Bailey, Baker, Begum, Bennett, Brown, Carter, Clarke, Cooper, D'Arcy, Fernandes,"
    "Fletcher, Green, Hall, Harrison, Hassan, Hill, Jackson, Kaczmarek, Khan, Kowalski, Marsh,"
    "Mbeki, Mitchell, Nowak, O'Brien, O'Neill, Okafor, Patel, Phillips, Richardson, Robinson,"
    "Shaw, Silva, Smith, Smith-Okafor, Taylor, Thompson, Turner, Walker, Ward, White, Wilson,"
    "Wiśniewski, Wood, Wright, Yilmaz, Zając"
)
WELSH_CLASSES = _listed(
    "Dosbarth Gwenynen, Dosbarth Glöyn Byw, Dosbarth Draenog, Dosbarth Dyfrgi, Dosbarth Ŵyn,"
    "Dosbarth Barcud, Dosbarth Eryr"
)
ENGLISH_CLASSES = _listed("Acorn, Hazel, Rowan, Willow, Birch, Ash, Oak")
