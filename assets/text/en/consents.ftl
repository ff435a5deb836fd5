viewers-title = Who sees our data
viewers-always-title = Who sees it without a consent
viewers-own = Your own factory
viewers-own-text = Managers and workers’ representatives see the plan, the pathways and this page; so does everybody with a seat on the bipartite committee, but for this page. Whoever owns an item of the plan sees that item. Coordinators see this page and how people learn.
viewers-programme = Better Work, { $country }
viewers-programme-text = Advisers and programme managers of your country, who work with you on the plan, and the administrators of the Academy.
viewers-group-text = The group that the factory belongs to sees its own factories.
viewers-partners = Ministries, inspectorates, development partners
viewers-partners-text = Counts of a whole country, never a single factory.

consent-scope-plan = Improvement plan
consent-scope-plan-help = How many items are in which state, by theme. No text of the plan, no evidence, no names.
consent-scope-learning = Pathway and learning
consent-scope-learning-help = How many steps are done and how many people learned, as counts. Never who; small numbers are withheld.
consent-scopes-label = What may be seen
consent-scope-missing = Choose at least one thing that may be seen.
consent-brand-label = Brand
consent-brand-help = Its name as it is registered in the Academy.
consent-brand-unknown = No brand of this name is registered. Ask the brand how it is called here.
consent-factory-label = Factory
consent-factory-choose = Choose a factory
consent-factory-unknown = Choose a factory from the list.
consent-starts-label = From
consent-ends-label = Until
consent-ends-help = The last day. Left empty, it holds until you revoke it.
consent-starts-in-the-past = A consent begins today at the earliest.
consent-ends-too-early = The last day lies before the first one.
consent-text-too-long = Shorten this to 500 characters.
consent-purpose-label = What for
consent-purpose-help = The factory reads this. Say what you will do with what you see.
consent-purpose-missing = Say what you want to see it for.
consent-answer-missing = Say whether the consent is given or declined.
consent-answer-word = Answer with “given” or “declined”.

consents-title = Consents
consents-none = No brand sees anything of this factory.
consent-from = From
consent-until = until
consent-no-end = until it is revoked
consent-given-by = Given by
consent-revoked-by = Revoked by
consent-in-name = of { $group }, in the factory’s name
consent-factory-only = Only the factory itself gives and revokes its consents. Its group sees them.
consent-revoke = Revoke
consent-state-in-force = in force
consent-state-to-come = to come
consent-state-over = over
consent-state-revoked = revoked
consent-give-title = Let a brand see
consent-give-lead = You decide what a brand sees of { $factory }. You can revoke it at any time; it then ends at once.
consent-give-note = The brand never sees the names of your people, nor what anybody wrote.
consent-replaces = It takes the place of what this brand may see now from its first day on.
consent-give-action = Give the consent
consent-decline-action = Decline

consent-requests-title = Brands that ask
consent-request-open = Answer
consent-asks-for = Asks to see
consent-asked-by = Asked by
consent-answer-title = { $brand } asks to see
consent-answered-already = This request has its answer:
consent-answer-waiting = waits for an answer
consent-answer-given = consent given
consent-answer-declined = declined
consent-answer-withdrawn = withdrawn
consent-answered-meanwhile = Somebody answered this request meanwhile, or the brand withdrew it.

consent-ask-title = Ask a factory
consent-ask-lead = Ask in the name of { $brand }. The factory decides, for how long, and can revoke it at any time.
consent-ask-action = Send the request
consent-ask-nobody = No factory to ask
consent-ask-nobody-text = You can ask factories from which you source. The factory, or Better Work in its country, enters who sources from it.
consent-asked-already = This factory has not answered your last request yet.
consent-own-requests-title = What you asked for
consent-withdraw = Withdraw

looks-title = Who looked
looks-lead = Every time somebody from a brand looked at something of this factory. Nobody can change this list.
looks-none = Nobody from a brand has looked yet.
looks-who = Who
looks-what = At what
looks-when = When
looks-shown =
    { $total ->
        [one] One look
       *[other] { $first } to { $last } of { $total } looks
    }

sourcing-title = Brands that source from here
sourcing-lead = Only these brands can ask for a consent.
sourcing-none = No brand is entered yet.
sourcing-begin = Enter a brand
sourcing-end = End
sourcing-there-already = This brand is entered already.

shared-title = Factories’ progress
shared-lead = Factories that let you see how they progress. Each decides what, and for how long.
shared-search-label = Name of a factory
shared-what = What you may see
shared-until = Until
shared-until-revoked = Until the factory revokes it
shared-looks-note = { $factory } can read who looked at this page, and when.
shared-none = No factory lets you see anything yet
shared-none-text = Ask a factory from which you source. Say what for; it decides.
shared-none-found = No factory found
shared-none-found-text = Try a part of the name. Marks and capitals do not matter.
shared-shown =
    { $total ->
        [one] One factory
       *[other] { $first } to { $last } of { $total } factories
    }

notice-consent-given = The consent is given. You can revoke it here at any time.
notice-consent-declined = The request is declined.
notice-consent-revoked = The consent is revoked. The brand no longer sees any of it.
notice-consent-asked = The request is sent. The factory decides.
notice-consent-request-withdrawn = The request is withdrawn.
notice-sourcing-begun = The brand is entered.
notice-sourcing-ended = The link has ended. Consents stay until you revoke them.

consent-mail-asked-subject = { $brand } asks to see how { $factory } progresses
consent-mail-asked-text = { $brand } sources from { $factory } and asks for your consent. You decide what they see, and until when; you can revoke it at any time.
consent-mail-asked-action = Read and answer
consent-mail-purpose = What for:
consent-mail-given-subject = { $factory } lets { $brand } see
consent-mail-given-text = { $factory } has given { $brand } its consent. You see only what it allows, and the factory can read who looked.
consent-mail-given-action = See the factories
consent-mail-declined-subject = { $factory } declines the request of { $brand }
consent-mail-declined-text = { $factory } does not want to let { $brand } see what was asked for. That is its right; talk to the factory before you ask again.
consent-mail-declined-action = See your requests
consent-mail-revoked-subject = { $factory } has revoked its consent to { $brand }
consent-mail-revoked-text = From now on { $brand } no longer sees what this consent allowed.
consent-mail-revoked-action = See the factories
consent-mail-by = Done by { $person }, { $organisation }.
consent-mail-group-given-subject = The group of { $factory } lets { $brand } see
consent-mail-group-given-text = { $factory } is known to the Academy through its group only, and nobody there answers for it. So its group has given { $brand } a consent in its name.
consent-mail-group-given-action = See who sees our data
consent-mail-group-declined-subject = The group of { $factory } declines the request of { $brand }
consent-mail-group-declined-text = { $factory } is known to the Academy through its group only, and nobody there answers for it. So its group has declined the request of { $brand } in its name.
consent-mail-group-declined-action = See who sees our data
consent-mail-group-revoked-subject = The group of { $factory } has revoked the consent to { $brand }
consent-mail-group-revoked-text = { $factory } is known to the Academy through its group only, and nobody there answers for it. So its group has revoked the consent to { $brand } in its name.
consent-mail-group-revoked-action = See who sees our data

held-consent = Consents you gave
held-consent-revoked = Consents you revoked
held-consent-request = Consents you asked for
held-data-look = Factories you looked at
held-sourcing-link = Who sources from whom, as you entered it
held-column-given-at = Given
held-column-revoked-at = Revoked
held-column-brand = Brand
held-column-purpose = What for
held-column-what = What

audit-subject-consent = consent
audit-subject-consent-request = request for a consent
audit-subject-sourcing-link = sourcing link
audit-action-consent-ask = Asked for a consent
audit-action-consent-ask-withdraw = Withdrew a request for a consent
audit-action-consent-give = Gave a consent
audit-action-consent-decline = Declined a request for a consent
audit-action-consent-revoke = Revoked a consent
audit-action-sourcing-link = Entered who sources from a factory
audit-action-sourcing-end = Ended a sourcing link

organisation-not-in-group = Only a factory of a manufacturing group can be known through its group only.
organisation-in-cycle = The factory is in a cycle of Better Work. End the cycle first.
organisation-group-only-leaves = It is known through its group only. Say first that it is a factory of Better Work.
organisation-group-only = known through its group only
organisation-group-only-text = Its people may learn. It is not assessed, and it is not counted as a factory of Better Work.
organisation-group-only-begin = It is no factory of Better Work
organisation-group-only-end = It is a factory of Better Work

group-title = Issues by theme
group-summary =
    { $programme ->
        [0] No factory of Better Work
        [one] One factory of Better Work
       *[other] { $programme } factories of Better Work
    }{ $others ->
        [0] {""}
        [one] , and one that is known through the group only
       *[other] , and { $others } that are known through the group only
    }
group-all-countries = All countries
group-law-label = Each country has its own law
group-law-text = The same theme can stand for different requirements in another country. Compare factories within one country; the adviser there knows what its law asks.
group-meaning = Each cell shows the worst state among a theme’s items in the factory’s latest plan, and how many items are in it. It does not say why. No item does not mean that nothing is wrong: nobody may have looked.
group-none = No factory here
group-none-text = Factories that belong to this group appear here.
group-pathways-title = Pathways of our factories
group-pathways-lead = How far each pathway is, what it waits for, and who must act.
group-pathways-none = No pathways yet
group-pathways-none-text = The pathways of the group’s factories appear here, those that the group began and those that their advisers began.
shared-theme-overdue = overdue
shared-theme-due-soon = due this week
shared-theme-under-way = open
shared-theme-verified = all verified
shared-theme-nothing = no item
shared-theme-overdue-words =
    { $count ->
        [one] One item overdue
       *[other] { $count } items overdue
    }
shared-theme-due-soon-words =
    { $count ->
        [one] One item due this week
       *[other] { $count } items due this week
    }
shared-theme-under-way-words =
    { $count ->
        [one] One item open
       *[other] { $count } items open
    }
shared-theme-verified-words =
    { $count ->
        [one] The one item verified
       *[other] All { $count } items verified
    }
shared-theme-nothing-words =
    { $count ->
       *[other] No item
    }
shared-plan-title = Improvement plan by theme
shared-plan-lead = How many items of the latest plan are in each state.
shared-plan-none = The factory has no plan yet.
shared-theme = Theme
shared-open = Open
shared-under-way = Under way
shared-reported-fixed = Reported fixed
shared-verified = Verified
shared-learning-title = Learning
shared-steps = Steps of the pathway done
shared-steps-of = { $done } of { $total }
shared-steps-none = No pathway yet
shared-people = People on courses
shared-completed = of them, completed one
shared-withheld = withheld, because there are too few people
shared-no-cause = Learning and verified items are counted separately. Neither number shows that one caused the other.
cycle-of-group-only = This factory is known through its group only. It may learn, and is not enrolled in a cycle.

group-start-title = Begin a pathway for several factories
group-start-lead = Each factory gets a pathway of its own. Its adviser and its committee go on with it; it is not published before they agree.
group-start-factories = Factories
group-start-factory-missing = Choose at least one factory of the group.
group-start-action = Begin
notice-group-pathways-begun = The pathways are begun. The advisers and committees of the factories go on with them.
audit-action-group-start-pathway = Began a pathway for several factories
