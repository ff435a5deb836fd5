import { buyerJourney } from "./buyer.mjs";
import { erasureJourney } from "./erasure.mjs";
import { noticesJourney } from "./notices.mjs";
import { newsletterJourney } from "./newsletter.mjs";
import { pathwayJourney } from "./pathway.mjs";
import { pathwayOfGroupJourney } from "./pathway-group.mjs";
import { teamJourney } from "./team.mjs";

// A journey has a name that is a sentence, and plays with { academy, browser, mailbox, report }.

export const journeys = [
  ...["en", "vi"].flatMap((language) => [360, 1280].map((width) => buyerJourney(language, width))),
  noticesJourney("en", 360),
  newsletterJourney("vi", 360),
  newsletterJourney("en", 1280),
  teamJourney("en", 360),
  teamJourney("vi", 1280),
  pathwayJourney,
  pathwayOfGroupJourney("en", 1280),
  pathwayOfGroupJourney("vi", 360),
  erasureJourney,
];

/** Those that two servers sharing one PostgreSQL must pass as well. */
export const sharedJourneys = [buyerJourney("en", 360), buyerJourney("vi", 1280), erasureJourney];
