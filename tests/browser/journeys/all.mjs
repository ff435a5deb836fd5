// A journey has a name that is a sentence, and plays with { academy, browser, mailbox, report }.

export const journeys = [];
