audit-title = Audit
audit-lead = Who did what to whom. Entries are kept for ever and name people by number only; names are looked up as you read. Your reading is noted too.
audit-person-label = Person
audit-organisation-label = Organisation
audit-action-label = What was done
audit-action-any = Anything
audit-from-label = From (day)
audit-until-label = Until (day)
audit-filter = Show
audit-time = Time (UTC)
audit-who = Who
audit-what = What
audit-whom = To whom or what
audit-where = Where
audit-shown =
    { $total ->
        [0] No entry
        [one] One entry
       *[other] { $first } to { $last } of { $total } entries
    }
audit-none = No entry
audit-none-text = Nothing was done that fits what you asked for.
audit-erased-person = erased person
audit-operator = operator, on the machine
audit-subject-person = person
audit-subject-enrolment = enrolment
audit-subject-membership = membership
audit-subject-invitation = invitation
audit-subject-organisation = organisation
audit-subject-import = import of a list
audit-subject-course = course
audit-subject-sign-in = sign-in
audit-subject-audit = audit
audit-action-audit-see = Read the audit
audit-action-own-data-see = Took their own data away
audit-action-course-import = Imported a version of a course
audit-action-course-publish = Published a course
audit-action-course-withdraw = Withdrew a course
audit-action-organisation-register = Registered an organisation
audit-action-organisation-change = Changed an organisation
audit-action-administrator-make = Invited an administrator
audit-action-membership-grant = Granted a role
audit-action-membership-end = Ended a role
audit-action-membership-change = Changed the days of a role
audit-action-people-see = Looked at a person
audit-action-people-suspend = Suspended a person
audit-action-people-suspension-lift = Lifted a suspension
audit-action-people-invite = Invited somebody
audit-action-invitation-accept = Accepted an invitation
audit-action-invitation-renew = Sent an invitation again
audit-action-invitation-withdraw = Withdrew an invitation
audit-action-invitation-change = Changed an invitation
audit-action-import-make = Imported a list
audit-action-enrolment-make = Enrolled somebody
audit-action-enrolment-change = Changed a due date
audit-action-enrolment-withdraw = Withdrew an enrolment
audit-action-enrolment-see = Looked at somebody’s learning
audit-action-team-see = Looked at a team
audit-action-enrolment-remind = Reminded somebody of a course
audit-action-audience-make = Made an audience
audit-action-audience-change = Changed an audience
audit-action-audience-end = Ended an audience
audit-action-plan-countersign = Countersigned a plan
audit-action-profile-change = Changed their profile
audit-action-password-change = Changed their password
audit-action-password-reset = Set a new password
audit-action-sign-in-begin = Signed in
audit-action-sign-in-end = Ended a sign-in
audit-action-sign-in-end-all = Signed out everywhere
audit-action-erasure-ask = Asked to be erased
audit-action-erasure-withdraw = Withdrew the request to be erased
audit-action-erasure-see = Looked at a request to be erased
audit-action-people-erase = Erased a person

administration-title = Administration
administration-people-title = People
administration-people-text = Everybody, their roles, and who is suspended
administration-organisations-text = Brands, factories, partners, and who belongs to them
administration-erasures-text =
    { $count ->
        [0] Nobody waits
        [one] One person waits
       *[other] { $count } people wait
    }
administration-trace-title = Trace
administration-audit-text = Who did what to whom

erasures-title = Requests to be erased
erasures-lead = People who want the Academy to forget them. Look at each request and carry it out.
erasures-open-title = Waiting
erasures-none = Nobody waits.
erasures-done-title = Carried out
erasure-asked-on = Asked on
erasure-done-on = erased on
erasure-look = Look
erasure-one-title = Erase { $name }?
erasure-effect-title = What happens
erasure-effect-goes = Name, address, password, sign-ins, invitations, mails, answers, action plans and comments go. Roles end today. The person is found nowhere any more.
erasure-effect-stays = Counts stay as they are: sex, country, month and progress remain under a number that names nobody, and the audit shows “erased person”.
erasure-effect-for-good = There is no way back. Backups made before today still hold the person; after restoring one, erase the person again.
erasure-carry-out = Erase this person
erasure-of-oneself = Somebody else must carry out your own request.
erasure-last-administrator = This is the last administrator. Make somebody else an administrator first.
erasure-gone = The request was withdrawn or carried out in the meantime.
notice-erasure-done = The person is erased.
