api-cycles-list = Các chu kỳ của nhà máy, mới nhất trước
api-cycle-enrol = Ghi nhận nhà máy vào chu kỳ; gửi lại cùng mã tham chiếu sẽ nhận chu kỳ đã có
api-visits-list = Các chuyến thăm nhà máy, mới nhất trước
api-visit-record = Ghi nhận chuyến thăm đã thực hiện hoặc lên kế hoạch chuyến sắp tới
api-committee = Uỷ ban lưỡng bên của nhà máy với các thành viên hiện tại
api-assessments-released = Các lần đánh giá của nhà máy đã công bố báo cáo
