// The sample article. Its island, its people and its bodies are invented.

export const SAMPLE = `Island votes to buy its own ferry after a winter of cancelled crossings

The 1,140 residents of Eilean Darra voted on Tuesday to buy their own ferry, ending a dispute that left the Scottish island cut off for 31 days last winter.

The Darra Community Ferry Trust (DCFT) won 72 percent of the vote and will now raise £4.6 million for a 38-metre electric vessel. “We have waited long enough for somebody else to rescue us,” said Mairi Campbell, who chairs the trust. “From next spring we will rescue ourselves.”

Campbell, a retired nurse, told a crowd outside the village hall that the first crossing would be free for every child on the island. She promised that no fare would rise above £9 before 2030.

The mainland operator, Northern Isles Marine, cancelled 214 sailings between November and February. Its managing director, Alasdair Reid, said the company regretted “every single one of those mornings” but had been let down by a shipyard in Poland.

According to Reid, two new engines arrived eleven weeks late and failed their first tests. “You cannot sail a ship on promises,” he said.

Islanders describe a winter of small emergencies. Tomasz Zielinski, who runs the bakery in Port Darra, baked with borrowed flour for nine days in January. “People laughed about it at first,” he recalled. “By the second week nobody was laughing.”

The island’s only doctor was less forgiving. “I sent three patients to the hospital in Inverness in a fishing boat,” the doctor told the Stronmore Gazette. “That must never happen again.”

The Scottish Government has offered a loan of £1.8 million. Transport Secretary Fiona Balfour called the vote “a brave decision” and said her department would publish the terms by 30 April. She warned, however, that no minister could guarantee the price of steel.

Not everybody on Darra is convinced. Hamish Orr, a sheep farmer who led the campaign against the purchase, argued that the trust had underestimated the cost of repairs by at least 40 percent. “A ferry is a hole in the water,” Orr said, “and you fill it with money.”

A study by the University of Strathclyde, published in March, concluded that a community ferry could break even within six years. Its author, Priya Raman, said that the result depended on tourism. “If 9,000 visitors come each summer, the sums work,” she said. “If they stay away, they do not.”

The trust looked at electric ferries in Norway and Denmark before it chose a yard in Bergen. The yard expects to lay the keel in September and to deliver the ship, which will be named “Second Chance”, on 14 May 2026.

The European Union’s Atlantic Fund has asked the trust for a business plan by the end of June. If it agrees, a grant of €750,000 would pay for the charging station at Port Darra, where the old pier dates from 1874. Councillor Ewan Macrae, a member of the Scottish National Party, told reporters that the pier itself needed “more love than money”.

A spokesman for the Maritime Safety Agency (MSA) said the agency would inspect the vessel before its first voyage. The MSA added that it had no objection to the route.

When the result was read out shortly after 9 p.m., a piper played and the bar ran dry. Three women in their nineties, who had voted together, were given the first tickets. “My grandfather rowed to the mainland,” said Campbell. “My grandchildren will not have to.”
`;
