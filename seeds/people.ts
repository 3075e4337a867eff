import type { Random } from "./random.ts";

/* Given and family names such as an English county has them, put together by chance: nobody in particular. */
const GIVEN = words(`
  Aaliyah Aaron Abbie Adam Adeel Aisha Alan Aleksander Alice Amelia Amina Amir Amy Andrew Angela Anna Anthony Archie
  Asif Ava Beata Ben Beth Bilal Brandon Callum Carol Carys Chantelle Charlie Chidi Chloe Claire Connor Daisy Daniel
  Danuta Darren David Dawn Deepa Declan Demi Dylan Ebony Edward Eilidh Ella Ellie Emeka Emily Emma Erin Ethan Evie
  Faith Farah Fatima Finley Florence Freya Gareth Gemma George Georgia Grace Graham Hamza Hannah Harry Harvey Hassan
  Heather Heidi Holly Ibrahim Imogen Imran Isaac Isla Ivy Jack Jade Jake James Jamie Jasmine Jayden Jean Jennifer Jodie
  Joel John Jordan Joseph Josh Julia Kai Kamil Karen Katie Kayleigh Keeley Kelly Kerry Khadija Kieran Kwame Kyle Lacey
  Lauren Layla Leah Lee Leo Lewis Liam Lily Lisa Logan Louise Lucas Lucy Luke Lydia Maisie Malik Marcin Maria Mark
  Martin Maryam Mason Matthew Maya Megan Melissa Mia Michael Michelle Mohammed Molly Musa Nadia Naomi Natalie Nathan
  Ngozi Niamh Nicola Noah Nora Oliver Olivia Oscar Owen Paige Paul Phoebe Piotr Poppy Priya Rachel Rafael Ravi Rebecca
  Reece Rhys Riley Robert Robyn Rosie Ruby Ryan Saba Safiya Sam Samira Sandra Sara Scarlett Scott Sean Shannon Shaun
  Sienna Simran Sofia Sophie Stacey Stephen Steven Summer Susan Taylor Temi Thomas Tia Toby Tracey Tyler Usman Victoria
  Wayne William Yasmin Yusuf Zac Zainab Zara Zoe Zofia`);

const FAMILY = words(`
  Abara Abbott Adeyemi Ahmed Ainsley Akhtar Ali Anderton Ashworth Aspden Atherton Aziz Bailey Bamber Banks Barlow Barnes
  Bashir Begum Bennett Birtwell Bolton Bond Booth Bradshaw Briggs Brindle Broadley Bury Butt Calvert Carr Catterall
  Chadwick Charnley Chaudhry Clegg Cooper Coupe Cowell Crabtree Critchley Crook Cunliffe Dawson Dean Dewhurst Dhillon
  Doyle Duckworth Eastham Eccles Edmondson Entwistle Fairclough Farouk Fielding Fisher Foulds Gardner Garside Gill
  Gorse Greenhalgh Grimshaw Hacking Haddow Halliwell Hargreaves Hartley Haworth Heyes Hindle Holden Holt Howarth Hussain
  Iddon Ingham Iqbal Jackson Jamil Jankowski Jolly Kaur Kaye Kellett Kenyon Kershaw Khan Kirkham Knowles Kowalski
  Langton Lawal Leigh Livesey Lomax Lund Mahmood Malik Marsden Mather Mayor Mellor Mensah Metcalfe Mitton Moss Murray
  Nadeem Naylor Nightingale Nowak Nuttall Obi Ogden Okafor Ormerod Parkinson Patel Pickering Pickup Pilling Pollard
  Proctor Quinn Rafiq Ramsbottom Rashid Rawcliffe Redfern Rigby Riley Rimmer Roberts Robson Rowlands Rushton Sagar
  Salisbury Sanderson Sharma Sharples Shah Singleton Slater Smalley Snape Southworth Stansfield Sumner Sutcliffe Swarbrick
  Tattersall Taylor Thistlethwaite Threlfall Titterington Tomlinson Turner Uddin Varley Vernon Wadsworth Wali Walmsley
  Walton Waring Whalley Whitehead Whittaker Wilcock Wilding Wisniewski Wolstenholme Woods Worsley Yates Zielinski`);

const STREETS = words(`
  Alder Anvil Barley Beacon Bobbin Bracken Brook Canal Carder Cavendish Chapel Clough Cobden Cotton Curlew Damson Fell
  Foundry Garden Glen Harebell Heather Jubilee Kiln Larch Lodge Loom Meadow Mill Moss Orchard Piecer Quarry Reed Ridge
  Rowan Shuttle Spindle Spring Tanner Tenter Thorn Turnpike Viaduct Warper Weaver Willow Winder`);

const ENDINGS = ["Street", "Road", "Avenue", "Lane", "Close", "Terrace", "Row", "Grove"];

/** Never in the second half of a real postcode, so a code made with one of them belongs to no address. */
const NEVER_INWARD = "CIKMOV";

export const givenName = (random: Random): string => random.pick(GIVEN);
export const familyName = (random: Random): string => random.pick(FAMILY);
export const fullName = (random: Random): string => `${givenName(random)} ${familyName(random)}`;
export const address = (random: Random): string => `${random.whole(1, 148)} ${random.pick(STREETS)} ${random.pick(ENDINGS)}`;

/** A postcode of the right area and the right form that no house has. */
export function postcode(random: Random, outward: readonly string[]): string {
  const letters = "ABDEFGHJLNPQRSTUWXYZ";
  return `${random.pick(outward)} ${random.whole(1, 9)}${NEVER_INWARD[random.whole(0, 5)]}${letters[random.whole(0, letters.length - 1)]}`;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
