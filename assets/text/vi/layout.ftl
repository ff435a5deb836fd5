layout-academy = Better Work Academy
layout-skip = Đến nội dung chính
layout-navigation = Các trang chính
layout-menu = Trình đơn của bạn
layout-profile = Hồ sơ cá nhân
layout-sign-in = Đăng nhập
layout-sign-out = Đăng xuất
layout-languages = Ngôn ngữ
