#include "workbench/desktop/status_line.h"

#include <array>
#include <cmath>
#include <utility>

#include <QEvent>
#include <QLabel>
#include <QTime>

#include "core/geo/crs.h"
#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/job_bar.h"
#include "workbench/desktop/map_viewport.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int namesShown = 3;
constexpr int messageMs = 6000;

QString plain(double value, int decimals = 0)
{
    return QString::fromStdString(formatNumber(value, decimals));
}

QLabel* makeLabel(const char* objectName, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(objectName));
    label->setFont(theme::font(theme::captionPoints));
    label->setContentsMargins(8, 0, 8, 0);
    return label;
}

}  // namespace

QString planeZoneNumeral(int planeEpsg)
{
    static constexpr std::array numerals = {"I",  "II",  "III",  "IV",  "V",  "VI",  "VII",  "VIII",  "IX", "X",
                                            "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX"};
    const int zone = planeEpsg - 6669;
    return zone >= 0 && zone < static_cast<int>(numerals.size()) ? QLatin1String(numerals[zone]) : QString();
}

QString lonLatText(Point lonLat)
{
    return QStringLiteral("%1%2 %3%4")
        .arg(std::abs(lonLat.x), 0, 'f', 4)
        .arg(lonLat.x < 0 ? 'W' : 'E')
        .arg(std::abs(lonLat.y), 0, 'f', 4)
        .arg(lonLat.y < 0 ? 'S' : 'N');
}

StatusLine::StatusLine(const Desk& desk, QWidget* parent)
    : QStatusBar(parent)
    , desk_(desk)
    , selection_(desk.state.selection())
    , fileState_(makeLabel("statusFile", this))
    , selected_(makeLabel("statusSelection", this))
    , reconcile_(makeLabel("statusReconcile", this))
    , coordinates_(makeLabel("statusCoordinates", this))
    , scale_(makeLabel("statusScale", this))
{
    setSizeGripEnabled(false);
    reconcile_->setCursor(Qt::PointingHandCursor);
    reconcile_->installEventFilter(this);
    selected_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    addWidget(fileState_);
    addWidget(selected_, 1);
    messageEnds_.setSingleShot(true);
    messageEnds_.setInterval(messageMs);
    connect(&messageEnds_, &QTimer::timeout, this, &StatusLine::showSelection);
    addPermanentWidget(new JobBar(desk_, this));
    addPermanentWidget(reconcile_);
    addPermanentWidget(coordinates_);
    addPermanentWidget(scale_);
    connect(&selection_, &SelectionModel::changed, this, &StatusLine::showSelection);
    connect(&desk_.document, &CityDocument::cityChanged, this, &StatusLine::takeCity);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &StatusLine::takeCity);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &StatusLine::showReconciliation);
    connect(&desk_.words, &Words::changed, this, &StatusLine::retranslate);
    if (desk_.document.city())
        takeCity();
    else
        retranslate();
}

bool StatusLine::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == reconcile_ && event->type() == QEvent::MouseButtonPress)
        emit reconcileAsked({reconcile_->mapToGlobal(QPoint()), reconcile_->size()});
    return QStatusBar::eventFilter(watched, event);
}

void StatusLine::takeCity()
{
    snapshot_ = desk_.document.city()->snapshot;
    toLonLat_.reset();
    if (auto transform = Transform::between(snapshot_->city.planeEpsg, storedEpsg))
        toLonLat_ = std::move(*transform);
    retranslate();
}

void StatusLine::setPosition(std::optional<Point> plane)
{
    position_ = plane;
    showPosition();
}

void StatusLine::tell(const QString& message)
{
    remember(message);
    selected_->setText(message);
    selected_->setToolTip(message);
    messageEnds_.start();
}

void StatusLine::remember(const QString& message)
{
    constexpr qsizetype mostKept = 200;
    history_.append(QTime::currentTime().toString(QStringLiteral("HH:mm  ")) + message);
    if (history_.size() > mostKept)
        history_.removeFirst();
}

void StatusLine::setScale(double metresPerPixel)
{
    scale_->setText(QStringLiteral("1:") + plain(scaleDenominator(metresPerPixel, logicalDpiX())));
}

void StatusLine::retranslate()
{
    fileState_->setAccessibleName(desk_.words("desktop.name_file_state"));
    selected_->setAccessibleName(desk_.words("desktop.name_selected"));
    reconcile_->setAccessibleName(desk_.words("desktop.name_reconcile"));
    coordinates_->setAccessibleName(desk_.words("desktop.name_coordinates"));
    scale_->setAccessibleName(desk_.words("desktop.name_scale"));
    showFileState();
    showSelection();
    showReconciliation();
    showPosition();
}

void StatusLine::showFileState()
{
    for (QLabel* label : {fileState_, selected_, reconcile_, coordinates_, scale_})
        label->setVisible(snapshot_ != nullptr);
    if (!snapshot_)
        return;
    const std::optional<Message>& reason = desk_.document.city()->readOnlyReason;
    fileState_->setText(reason ? desk_.words("desktop.read_only", {desk_.words.say(*reason)})
                               : desk_.words("desktop.saved"));
    fileState_->setToolTip(reason ? fileState_->text() : QString());
}

void StatusLine::showSelection()
{
    if (!snapshot_)
        return;
    const std::vector<std::string>& codes = selection_.districts();
    if (codes.empty()) {
        selected_->setText(desk_.words("desktop.selected_none"));
        selected_->setToolTip({});
        return;
    }
    QStringList names;
    for (const std::string& code : codes)
        if (const District* district = findDistrict(*snapshot_, code))
            names << QString::fromStdString(district->name);
    const QString separator = desk_.words("desktop.list_separator");
    QString shown = names.mid(0, namesShown).join(separator);
    if (names.size() > namesShown)
        shown += desk_.words("desktop.and_more", {QString::number(names.size() - namesShown)});
    selected_->setText(desk_.words("desktop.selected", {QString::number(codes.size()), shown}));
    selected_->setToolTip(names.join(separator));
}

void StatusLine::showReconciliation()
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    reconcile_->setToolTip(shown ? desk_.words("desktop.reconcile_tip", {reconciliationOf(*shown, desk_.words)})
                                 : QString());
    if (!shown || !shown->result.hasReconciliation) {
        reconcile_->setText(desk_.words("desktop.reconcile_short_none"));
        theme::setTextColour(*reconcile_, theme::text);
        return;
    }
    const Reconciliation& reconciliation = shown->result.reconciliation;
    const bool addsUp = reconciliation.addsUp();
    reconcile_->setText(desk_.words(addsUp ? "desktop.reconcile_short_ok" : "desktop.reconcile_short_gap",
                                    {plain(reconciliation.gap())}));
    theme::setTextColour(*reconcile_, addsUp ? theme::ok : theme::act);
}

void StatusLine::showPosition()
{
    if (!position_ || !toLonLat_) {
        coordinates_->clear();
        return;
    }
    // On paper zone coordinates are X = north, Y = east, so they are named with their direction.
    coordinates_->setText(desk_.words("desktop.coordinates", {lonLatText((*toLonLat_)(*position_)),
                                                              planeZoneNumeral(snapshot_->city.planeEpsg),
                                                              plain(position_->y), plain(position_->x)}));
}

}  // namespace chiiki::desktop
