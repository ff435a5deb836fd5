// The pages to look at, as data.
//   name    says which page it is; also the name of its pictures
//   role    who looks at it; nobody if absent
//   path    where it is
//   follow  selectors of links to follow from there, one after the other
//   status  the answer that is right; 200 if absent
//   budget  KB over the wire without pictures and video: { first: on an empty cache, later: once more }
//   act     what to do there before looking, for states that have no address

export const pages = [
  { name: "sign-in", path: "/sign-in" },
  { name: "catalogue", path: "/courses", budget: { first: 60, later: 15 } },
  { name: "catalogue-nothing", path: "/courses?q=zzz&length=15" },
  { name: "course", path: "/courses/responsible-purchasing", budget: { first: 60, later: 12 } },
];
