api-token-make = Makes a bearer token from an email address and a password; good for fifteen minutes
api-me = Who the token speaks for, with the memberships in force
api-me-change = Changes one's own name, language or sex; what is left out stays
api-me-data = Everything that the Academy holds about whoever the token speaks for
api-audit-list = Who did what to whom, by ids, the newest first. Reading it is itself noted
