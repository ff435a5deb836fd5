api-token-make = Makes a bearer token from an email address and a password; good for fifteen minutes
api-me = Who the token speaks for, with the memberships in force
api-me-change = Changes one's own name, language or sex; what is left out stays
