import-name = Họ và tên
import-name-also = Họ tên|Tên|Tên đầy đủ
import-email = Email
import-email-also = Thư điện tử|Địa chỉ email|Hộp thư
import-organisation = Tổ chức
import-organisation-also = Tên tổ chức|Nhà máy|Công ty|Đơn vị
import-organisation-name = Tên tổ chức
import-organisation-name-also = Tên|Tổ chức|Tên đơn vị
import-role = Vai trò
import-role-also = Vai trò trong tổ chức
import-language = Ngôn ngữ
import-language-also = Ngôn ngữ của thư
import-language-en = Tiếng Anh
import-language-vi = Tiếng Việt
import-sex = Giới tính
import-sex-also = Giới
import-starts-on = Từ ngày
import-starts-on-also = Ngày bắt đầu|Bắt đầu
import-ends-on = Đến ngày
import-ends-on-also = Ngày kết thúc|Kết thúc
import-kind = Loại
import-kind-also = Loại tổ chức|Loại hình
import-country = Quốc gia
import-country-also = Nước|Mã quốc gia
import-part-of = Thuộc nhóm sản xuất
import-part-of-also = Thuộc tập đoàn|Tập đoàn|Tập đoàn sản xuất|Nhóm sản xuất
import-reference = Mã riêng
import-reference-also = Mã|Mã số|Mã tham chiếu

import-organisation-missing = Bạn hãy ghi tổ chức. Chỉ được để trống khi bạn phụ trách một tổ chức duy nhất.
import-organisation-unknown = Không có tổ chức nào của bạn tên là “{ $word }”.
import-organisation-unclear = Có nhiều tổ chức tên là “{ $word }”. Bạn hãy dùng mã riêng hoặc mã định danh thay cho tên.
import-group-unknown = Không có nhóm sản xuất nào của bạn tên là “{ $word }”.
import-role-unknown = “{ $word }” không phải là một vai trò ở đây.
import-language-unknown = “{ $word }” không phải là ngôn ngữ của Học viện. Bạn hãy ghi tiếng Anh hoặc tiếng Việt.
import-sex-unknown = Không đọc được “{ $word }”. Bạn hãy ghi nữ, nam hoặc khác, hoặc để trống.
import-kind-unknown = “{ $word }” không phải là một loại tổ chức.
import-country-unknown = “{ $word }” không có trong danh sách quốc gia. Bạn hãy ghi tên nước hoặc mã hai chữ cái.
import-reference-too-long = Bạn hãy rút mã riêng xuống còn 60 ký tự.
import-kind-stays = Tổ chức này thuộc loại khác, và loại của tổ chức không thay đổi được.
import-line-twice = Dòng { $line } đã ghi đúng mục này.
import-administrator-days = Thời hạn của quản trị viên được sửa ở trang của tổ chức, không sửa bằng danh sách.
import-sum = Tạo mới { $created }, thay đổi { $changed }, giữ nguyên { $unchanged }, từ chối { $refused }.

imports-title = Nhập danh sách
imports-lead = Đưa nhiều người hoặc nhiều tổ chức vào cùng lúc. Bạn xem trước kết quả rồi mới quyết định.
imports-own-title = Các lần nhập của bạn
imports-own-none = Chưa có lần nào.
imports-action = Nhập danh sách
import-title-people = Người học và thành viên
import-title-organisations = Tổ chức
import-lead-people = Mỗi người một dòng. Người mới nhận thư mời đúng một lần. Người đã có tài khoản nhận vai trò và thời hạn; tên và ngôn ngữ giữ nguyên như họ đã khai.
import-lead-organisations = Mỗi tổ chức một dòng. Nếu có mã riêng, hệ thống vẫn nhận ra tổ chức khi tên thay đổi.
import-file-label = Tệp (CSV hoặc XLSX)
import-file-help = Tối đa 16 megabyte và 100.000 dòng. Dòng đầu là tên cột, bằng tiếng Anh hoặc tiếng Việt; ngày viết dạng 2026-11-22.
import-file-missing = Bạn hãy chọn tệp trước.
import-look-through = Xem trước
import-columns-title = Các cột
import-template-xlsx = Tệp mẫu Excel
import-template-csv = Tệp mẫu CSV
import-state-checking = đang kiểm tra
import-state-checked = chờ bạn quyết định
import-state-unreadable = không đọc được
import-state-importing = đang nhập
import-state-done = đã xong
import-checking-title = Đang kiểm tra tệp
import-waiting-text = Trang này tự cập nhật. Bạn có thể rời trang rồi quay lại sau.
import-unreadable-title = Không nhập được tệp này
import-again = Chọn tệp khác
import-importing-title = Đang nhập các dòng
import-progress = { $done } trên { $rows } dòng
import-checked-title = Kết quả dự kiến
import-done-title = Kết quả
import-created =
    { $count ->
       *[other] { $count } mục mới
    }
import-changed =
    { $count ->
       *[other] { $count } mục thay đổi
    }
import-unchanged =
    { $count ->
       *[other] { $count } mục giữ nguyên
    }
import-refused =
    { $count ->
       *[other] { $count } dòng bị từ chối
    }
import-refused-text = Khi còn dòng sai thì chưa nhập gì cả. Bạn hãy sửa các dòng dưới đây trong tệp rồi chọn lại tệp, hoặc bỏ qua các dòng đó.
import-leave-out =
    { $count ->
       *[other] Bỏ qua các dòng sai và nhập { $count } dòng
    }
import-start =
    { $count ->
       *[other] Nhập { $count } dòng
    }
import-nothing-to-do = Mọi mục trong tệp này đã có trong Học viện. Không còn gì phải làm.
import-refusals-title = Các dòng bị từ chối
import-line-label = Dòng
import-reason-label = Lý do
import-line = Dòng { $line }
import-refusals-more =
    { $count ->
       *[other] Và { $count } dòng nữa.
    }
import-rows-wrong = Có dòng sai. Bạn hãy bỏ qua các dòng đó, hoặc sửa tệp rồi chọn lại.
import-decided-already = Lần nhập này đã được quyết định rồi.
