// The pages to look at, as data.
//   name    says which page it is; also the name of its pictures
//   role    who looks at it; nobody if absent
//   path    where it is
//   follow  selectors of links to follow from there, one after the other
//   status  the answer that is right; 200 if absent
//   act     what to do there before looking, for states that have no address

export const pages = [
  { name: "sign-in", path: "/sign-in" },
];
