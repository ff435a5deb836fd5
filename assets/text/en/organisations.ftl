list-search = Search
list-show-all = Show all

people-title = People
people-search-label = Name or email address
people-roles = Roles
people-joined = Joined
people-no-role = No role at present
people-shown =
    { $total ->
        [one] One person
       *[other] { $first } to { $last } of { $total } people
    }
people-none-found = Nobody found
people-none-found-text = Nobody whom you may see has “{ $search }” in their name or address. Marks and capitals do not matter.
people-none = Nobody here yet
people-none-text = People appear here when they accept an invitation to an organisation of yours.
people-none-action = Choose an organisation to invite to
person-suspended = suspended
person-suspended-title = This account is suspended
person-suspended-since = Since
person-suspension-lift = Lift the suspension
person-about-title = About
person-memberships-title = Roles
person-memberships-none = No role at present.
person-suspend-title = Suspend this account
person-suspend-lead = The person is signed out at once and cannot sign in until the suspension is lifted. What they learned is kept.
person-suspend-action = Suspend
suspension-reason-label = Reason
suspension-reason-help = Kept with the suspension. People with your role can read it.
suspension-reason-missing = Say why, in a sentence that others will understand later.
suspension-reason-too-long = Shorten the reason to 500 characters.
suspension-of-oneself = You cannot suspend yourself.
notice-suspended = The account is suspended.
notice-suspension-lifted = The suspension is lifted. The person can sign in again.

organisations-title = Organisations
organisations-search-label = Name of an organisation
organisations-all-kinds = All kinds
organisations-shown =
    { $total ->
        [one] One organisation
       *[other] { $first } to { $last } of { $total } organisations
    }
organisations-none-found = No organisation found
organisations-none-found-text = Try a part of the name, or another kind. Marks and capitals do not matter.
organisations-none = No organisation yet
organisations-none-text = The organisations that you look after will appear here.
organisation-register = Register an organisation
organisation-register-action = Register
organisation-change = Change
organisation-change-title = Change { $name }
organisation-save = Save
organisation-name-label = Name
organisation-name-missing = Enter the name of the organisation.
organisation-name-too-long = Shorten the name to 160 characters.
organisation-name-wrong = Write the name with letters or digits.
organisation-kind-label = Kind
organisation-kind-help = It decides which roles people can have there, and stays as it is.
organisation-kind-choose = Choose a kind
organisation-kind-missing = Choose what kind of organisation it is.
organisation-kind-academy = Academy office
organisation-kind-brand = Brand
organisation-kind-factory = Factory
organisation-kind-manufacturing-group = Manufacturing group
organisation-kind-ministry = Ministry
organisation-kind-inspectorate = Labour inspectorate
organisation-kind-employers-organisation = Employers’ organisation
organisation-kind-workers-organisation = Workers’ organisation
organisation-kind-development-partner = Development partner
country-label = Country
country-missing = Choose the country. This kind of organisation stands in one.
country-wrong = Choose a country from the list.
organisation-country-none = No single country
organisation-country-help = Needed for factories and national partners.
organisation-out-of-reach = You can only register and change organisations in your own country.
organisation-group-label = Manufacturing group
organisation-group-none = None
organisation-group-kept = The present group
organisation-group-help = Only for a factory. People who manage the group can then see it.
organisation-group-wrong = Only a factory belongs to a group, and only to a manufacturing group from the list.
organisation-factories-title = Factories
organisation-factories-none = No factory belongs to this group yet.
notice-organisation-registered = The organisation is registered. Now invite somebody who will coordinate its learning.
notice-organisation-changed = The organisation is changed.

members-title = Members
members-none = Nobody yet. People appear here when they accept an invitation.
membership-from = From
membership-until = until
membership-end = End role
membership-role-does-not-fit = This role does not exist in this kind of organisation.
membership-role-not-held = You can only give or take away roles whose rights you hold here yourself.
membership-ends-too-early = The last day lies before the first one, or in the past.
membership-person-unknown = There is no such person among those whom you may see. Invite them instead.
membership-there-already = This person has this role here already.
membership-last-administrator = This is the last administrator. Make somebody else one first.
notice-membership-ended = The role has ended.
role-label = Role
role-choose = Choose a role
role-missing = Choose a role.
role-administrator = Administrator
role-programme-manager = Programme manager
role-adviser = Enterprise adviser
role-learning-coordinator = Learning coordinator
role-buyer = Buyer
role-factory-manager = Factory manager
role-supervisor = Supervisor
role-workers-representative = Workers’ representative
role-labour-inspector = Labour inspector
role-organisation-member = Member
role-development-partner = Development partner

invite-title = Invite somebody
invite-lead = They get a mail with a link to join { $organisation }. The link is good for fourteen days.
invite-language-label = Language of the mail
invite-action = Send the invitation
invitations-title = Invitations
invitations-none = No invitation is waiting for an answer.
invitation-until = Good until
invitation-over = time is over
invitation-renew = Invite again
invitation-withdraw = Withdraw
invitation-there-already = This address is already invited to this role. Use “Invite again” on the organisation’s page.
notice-invited = The invitation is on its way.
notice-invitation-renewed = A new link is on its way. The old one no longer works.
notice-invitation-withdrawn = The invitation is withdrawn. Its link no longer works.
invitation-title = Your invitation
invitation-heading = Join { $organisation }
invitation-lead = You are invited to learn at the Better Work Academy. Your role at { $organisation }: { $role }.
invitation-join = Join
invitation-accept = Accept the invitation
invitation-known = You have an account with the address { $email }. Sign in to accept.
invitation-other = This invitation is for { $email }, but you are signed in with another account. Sign out, then open the link in the mail again.
invitation-gone-title = This invitation no longer works
invitation-gone-text = It was used or withdrawn, or its fourteen days are over. If you joined already, sign in. Otherwise ask whoever invited you to invite you again.
notice-joined = Welcome to the Better Work Academy.
notice-member = You have accepted the invitation.

mail-invitation-subject = { $organisation } invites you to the Better Work Academy
mail-invitation-text = { $organisation } invites you to learn at the Better Work Academy. Your role there: { $role }. Open the link, choose a password, and you can begin.
mail-invitation-action = Accept the invitation
mail-invitation-until = The link works once, until
mail-invitation-not-you = If you did not expect this mail, you need do nothing. No account is made without you.

check-factory-in-group = Every factory in a group is in a manufacturing group, and nothing else is
check-organisation-has-country = Every factory and national partner has its country
check-invitation-answered-once = No invitation is both accepted and withdrawn
