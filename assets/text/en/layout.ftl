layout-academy = Better Work Academy
layout-skip = Skip to the content
layout-navigation = Main pages
layout-menu = Your menu
layout-further = More
layout-profile = Profile
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-languages = Languages
layout-locale = en_GB
layout-notices = Notices
layout-notices-unread = { $count ->
    [one] , one not read
   *[other] , { $count } not read
}
