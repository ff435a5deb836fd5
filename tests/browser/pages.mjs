// The pages to look at, as data.
//   name    says which page it is; also the name of its pictures
//   role    who looks at it; nobody if absent
//   path    where it is
//   follow  selectors of links to follow from there, one after the other
//   status  the answer that is right; 200 if absent
//   budget  KB over the wire without pictures and video: { first: on an empty cache, later: once more }
//   act     what to do there before looking, for states that have no address

const resume = "main form[action$='/opening'] button";

export const pages = [
  { name: "sign-in", path: "/sign-in" },
  { name: "password-reset", path: "/password-resets" },
  { name: "home", path: "/en", budget: { first: 60, later: 15 } },
  { name: "home-vi", path: "/vi" },
  { name: "about", path: "/en/about" },
  { name: "for-brands", path: "/en/for-brands" },
  { name: "for-factories", path: "/vi/for-factories" },
  { name: "for-national-partners", path: "/en/for-national-partners" },
  { name: "development-partners", path: "/en/development-partners" },
  { name: "contact", path: "/en/contact" },
  { name: "accessibility", path: "/vi/accessibility" },
  { name: "privacy", path: "/vi/privacy" },
  { name: "missing", path: "/no-such-page", status: 404 },
  { name: "patterns", path: "/patterns" },
  { name: "mail-desk", path: "/mail-desk" },
  { name: "catalogue", path: "/courses", budget: { first: 60, later: 15 } },
  { name: "catalogue-nothing", path: "/courses?q=zzz&length=15" },
  { name: "course", path: "/courses/responsible-purchasing", budget: { first: 60, later: 12 } },
  { name: "learning", role: "buyer", path: "/learning", budget: { first: 60, later: 15 } },
  { name: "learning-done", role: "labour-inspector", path: "/learning" },
  { name: "learning-empty", role: "development-partner", path: "/learning" },
  { name: "enrolment", role: "buyer", path: "/learning", follow: ["main a[href^='/enrolments/']"] },
  { name: "enrolment-done", role: "labour-inspector", path: "/learning", follow: ["main a[href^='/enrolments/']"] },
  { name: "step", role: "factory-manager", path: "/learning", follow: [resume], budget: { first: 60, later: 15 } },
  { name: "exercise", role: "buyer", path: "/learning", follow: [resume] },
  { name: "plans", role: "learning-coordinator", path: "/plans" },
  { name: "team", role: "learning-coordinator", path: "/teams" },
  { name: "teams", role: "adviser", path: "/teams" },
  { name: "team-nobody", role: "learning-coordinator", path: "/teams", follow: ["main .filters li:nth-child(4) a"] },
  { name: "people", role: "learning-coordinator", path: "/people" },
  { name: "organisations", role: "administrator", path: "/organisations" },
  { name: "organisation-new", role: "administrator", path: "/organisations/new" },
  { name: "organisation", role: "learning-coordinator", path: "/organisations", follow: ["main a[href^='/organisations/']"] },
  {
    name: "invite",
    role: "learning-coordinator",
    path: "/organisations",
    follow: ["main a[href^='/organisations/']", "a[href$='/invitations/new']"],
  },
  { name: "profile", role: "supervisor", path: "/profile" },
  { name: "notices", role: "buyer", path: "/notices", budget: { first: 60, later: 15 } },
  { name: "notices-empty", role: "development-partner", path: "/notices" },
  { name: "notices-choices", role: "buyer", path: "/profile/notices" },
  { name: "calendar", role: "buyer", path: "/profile/calendar" },
];
