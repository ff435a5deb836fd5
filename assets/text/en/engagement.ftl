delivery-in-person = In person
delivery-virtual = Virtual
visit-purpose-advisory = Advisory visit
visit-purpose-training = Training visit
side-management = Management
side-workers = Workers
chosen-elected = Elected
chosen-named-by-union = Named by the union
chosen-appointed = Appointed
committee-origin-existing = It was there before
committee-origin-new = It was formed for the engagement
serious-issue-child-labour = Child labour
serious-issue-forced-labour = Forced labour
serious-issue-violence = Physical violence or punishment
serious-issue-sexual-violence = Sexual violence or harassment
serious-issue-imminent-danger = Imminent danger to life or health
serious-issue-bribery = Bribery or falsified records
serious-issue-access-refused = Assessors were refused access
risk-low = Low
risk-medium = Medium
risk-high = High

blended-cycles-completed = Completed cycles: { $completed }. Needed: { $needed }.
blended-risk-not-known = Risk, performance, technology and ambassadors have not been looked at recently enough.
blended-performance-met = The factory meets the performance criteria.
blended-performance-not-met = The factory does not meet the performance criteria.
blended-risk-low = Its risk is low.
blended-risk-medium = Its risk is medium: more of the service stays in person.
blended-risk-high = Its risk is high: most of the service stays in person.
blended-technology-met = Devices, a connection and a room are there.
blended-technology-not-met = Devices, a connection or a room are missing.
blended-ambassadors = Active factory ambassadors: { $active }. Needed: { $needed }.
hybrid-cycle-reached = The factory is in cycle { $cycle }. Needed: cycle { $needed } or later.
hybrid-no-cycle = The factory is in no cycle now.
hybrid-no-serious-issue = No serious issue is open.
hybrid-serious-issues-open =
    { $count ->
        [one] { $count } serious issue is open.
       *[other] { $count } serious issues are open.
    }
virtual-check-cause-recorded = The event that keeps assessors away is recorded.
virtual-check-cause-missing = Record the event outside the factory that keeps assessors away. Nobody chooses a virtual check for convenience.
virtual-check-event-before = The event came before the check.
virtual-check-event-after = The event is dated after the check.
virtual-check-event-to-come = The event has not happened yet.
virtual-check-event-undated = The day of the event is missing.
package-because-first-year = The factory is in cycle { $cycle }. Until cycle { $from } the package is the same for all.
package-because-serious-issues =
    { $count ->
        [one] { $count } serious issue is open.
       *[other] { $count } serious issues are open.
    }
package-because-no-results = No assessment report has been released yet.
package-because-results =
    { $count ->
        [one] The results of { $count } assessment are known.
       *[other] The results of { $count } assessments are known.
    }
package-because-risk-high = Its risk is high.
package-because-high-performer = It is a high performer.
package-because-risk-held = Its risk is low or medium.
package-because-risk-not-known = Its risk has not been looked at.
package-initial = First year
package-intensive = Intensive
package-standard = Standard
package-advanced = Advanced

committee-sides-unequal = The sides are not equal: { $management } for management, { $workers } for workers.
committee-no-women = No woman is a member.
meeting-management-not-heard = Nobody of management was heard.
meeting-workers-not-heard = Nobody of the workers was heard.
meeting-women-not-heard = No woman was heard.
meeting-men-not-heard = No man was heard.

cycle-changed-meanwhile = Somebody else changed this cycle meanwhile. Look at it again before you change it.
cycle-number-taken = A cycle of this number is there already, or a later one.
cycle-running-already = The factory is in a cycle already. End it before the next one begins.
cycle-start-missing = Give the day on which the cycle began.
cycle-start-in-future = The cycle cannot begin in the future.
cycle-start-before-last = The cycle must begin after the last one ended.
cycle-end-wrong = The last day lies between the first day and today.
cycle-known-otherwise = A cycle with this reference is known already, and it says something else: other days, another number or another adviser.
visit-known-otherwise = A visit with this reference is known already, and it says something else. Correct or cancel that one.
cycle-adviser-missing = Choose an adviser.
cycle-adviser-same = This adviser looks after the factory already.
cycle-adviser-elsewhere = Choose an adviser of the factory’s country.
cycle-paused-already = The cycle has ended, or its first 100 days are paused already.
cycle-hundred-days-over = The first 100 days are over; there is nothing to pause any more.
cycle-not-paused = The first 100 days are not paused.
engagement-reason-missing = Say why.
engagement-day-wrong = Give a day that is not in the future.
engagement-text-too-long = This is too long.
committee-origin-missing = Say whether the committee was there before.
committee-there-already = The factory has a committee already.
committee-none-yet = The factory has no committee yet.
committee-person-elsewhere = Choose somebody of this factory.
committee-member-already = This person is a member already.
committee-member-gone = This member has left already.
committee-side-missing = Choose a side.
committee-chosen-missing = Say how the member was chosen.
committee-management-appoints = Management appoints its own people. Choose “Appointed”.
committee-member-before-committee = The committee was formed later than this day.
committee-member-not-leaving = This membership has no end that could be taken back.
committee-management-empty-soon = From tomorrow nobody sits for management. Pathways and verified items then wait for that side.
committee-management-gone = Whoever sat for management belongs to the factory no more, or is suspended. End the seats and appoint somebody.
committee-workers-gone = Whoever sat for the workers belongs to the factory no more, or is suspended. End the seats and have somebody elected.
committee-member-not-here = cannot act here any more
committee-workers-empty-soon = From tomorrow nobody sits for the workers. Pathways and verified items then wait for that side.
committee-workers-appointed = Workers elect their representatives, or their union names them. Nobody appoints them.
committee-side-of-others = Each side seats and unseats its own people. Ask whoever has an account there for this side; where nobody has, the adviser does it.
committee-action-missing = Write what was agreed.
committee-owner-missing = Choose who does it.
committee-due-missing = Give a day after the meeting, at most two years from now.
committee-action-done-already = This is done already.
committee-action-not-done = This is not done yet.
meeting-changed-meanwhile = Somebody else changed this meeting meanwhile. Look at it again before you change it.
meeting-nobody-came = Say who came.
meeting-before-committee = The committee was not formed yet on this day.
meeting-member-elsewhere = Choose members of this committee.
meeting-heard-not-there = Whoever was heard was there too. Tick them among those who came.

audit-subject-cycle = cycle
audit-subject-committee = committee
audit-subject-committee-member = member of a committee
audit-subject-committee-meeting = meeting of a committee
audit-subject-committee-action = action of a committee
audit-action-cycle-enrol = Enrolled a factory in a cycle
audit-action-cycle-end = Ended a cycle
audit-action-cycle-hand-over = Gave a factory another adviser
audit-action-cycle-pause = Paused the first 100 days
audit-action-cycle-resume = Let the first 100 days go on
audit-action-committee-form = Recorded a committee
audit-action-committee-add-member = Added a member to a committee
audit-action-committee-end-member = Ended a membership of a committee
audit-action-committee-keep-member = Took the ending of a membership of a committee back
audit-action-committee-meet = Recorded a meeting of a committee
audit-action-committee-change-meeting = Changed the record of a meeting
audit-action-committee-agree = Recorded an action of a committee
audit-action-committee-complete-action = Completed an action of a committee
audit-action-committee-reopen-action = Took it back that an action of a committee is done

held-committee-member = Committees of which you are or were a member
held-seminar-attendance = Seminars to which you came
held-cycle-advised = Factories that you advise or advised
held-assessment-made = Assessments that you make or made
held-visit-made = Visits that you made or plan
held-column-from-on = From
held-column-until-on = Until
held-column-side = Side
held-column-chosen = How you were chosen
held-column-held-on = Day

check-cycle-of-factory = Only factories are in cycles
check-cycle-ends-after-start = No cycle ends before it began
check-assessment-has-two-assessors = Every assessment has at least two assessors
