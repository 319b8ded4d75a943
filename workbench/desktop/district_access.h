#pragma once

#include <string>

#include <QObject>
#include <QString>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/district_picture.h"

namespace chiiki::desktop {

/// Tells assistive technology of a picture of the districts: a list with one item a district, each with its name,
/// value, rank and whether it is selected. Selecting and walking raise events. Belongs to its picture, as a member.
class DistrictAccess : public QObject {
    Q_OBJECT

public:
    DistrictAccess(const Desk& desk, DistrictPicture& picture);
    ~DistrictAccess() override;

signals:
    /// An event about the item of this district went to assistive technology; `type` is a QAccessible::Event.
    void raised(const std::string& code, int type);

private:
    void raise(DistrictPicture& picture, const std::string& code, int type);

    const QWidget* widget_;
};

/// 「湯田、人口密度 3,185人/km²、21地域中1位、選択中」; only the name before an indicator is shown.
QString spokenDistrict(const Desk& desk, const std::string& code);

}  // namespace chiiki::desktop
