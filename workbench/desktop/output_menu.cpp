#include "workbench/desktop/output_menu.h"

#include <cmath>

#include <QAction>
#include <QFileDialog>

#include "core/text/number_text.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/sheet_output.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/desk_settings.h"
#include "workbench/usecases/map.h"
#include "workbench/usecases/output_file.h"
#include "workbench/usecases/table.h"
#include "workbench/usecases/view.h"

namespace chiiki::desktop {

OutputMenu::OutputMenu(const Desk& desk, QWidget* parent)
    : QMenu(parent)
    , desk_(desk)
    , karte_(addAction(QString()))
    , karteAll_(addAction(QString()))
    , answer_(addAction(QString()))
    , picture_(addAction(QString()))
    , table_(addAction(QString()))
    , why_(addAction(QString()))
    , showGap_(addAction(QString()))
{
    why_->setEnabled(false);
    insertSeparator(picture_);
    const auto districts = [this] { return desk_.state.selection().districts(); };
    connect(karte_, &QAction::triggered, this, [this, districts] { emit karteAsked(districts()); });
    connect(karteAll_, &QAction::triggered, this, [this] { emit karteAsked({}); });
    connect(answer_, &QAction::triggered, this,
            [this] { emit answerAsked(desk_.state.indicator(), desk_.state.selection().primary()); });
    connect(&desk_.state.selection(), &SelectionModel::changed, this, &OutputMenu::judge);
    connect(picture_, &QAction::triggered, this, [this] {
        const std::string file = askForFile(picture_->text(), usualName(), {"png", "svg", "pdf"});
        if (!file.empty())
            writePicture(file);
    });
    connect(table_, &QAction::triggered, this, [this] {
        const std::string file = askForFile(table_->text(), usualName(), {"xlsx", "csv"});
        if (!file.empty())
            writeTable(file);
    });
    connect(showGap_, &QAction::triggered, this, &OutputMenu::gapAsked);
    connect(&desk_.document, &CityDocument::cityChanged, this, &OutputMenu::judge);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &OutputMenu::judge);
    connect(&desk_.words, &Words::changed, this, &OutputMenu::retranslate);
    retranslate();
}

void OutputMenu::retranslate()
{
    setTitle(desk_.words("desktop.output"));
    picture_->setText(desk_.words("desktop.output_picture"));
    table_->setText(desk_.words("desktop.output_table"));
    showGap_->setText(desk_.words("desktop.output_show_gap"));
    judge();
}

void OutputMenu::judge()
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    const bool isBroken = shown && shown->result.hasReconciliation && !shown->result.reconciliation.addsUp();
    const std::vector<std::string>& selected = desk_.state.selection().districts();
    const bool isAll = shown && selected.size() == desk_.document.city()->snapshot->districts.size();
    for (QAction* action : {karte_, karteAll_, answer_})
        action->setEnabled(shown && !isBroken);
    karte_->setVisible(!selected.empty() && !isAll);
    if (shown) {
        const District* primary = findDistrict(*desk_.document.city()->snapshot, desk_.state.selection().primary());
        const QString place = primary ? QString::fromStdString(primary->name) : desk_.words("desktop.whole_city");
        karte_->setText(desk_.words("desktop.sheets_karte", {districtsTitle(desk_, selected)}));
        karteAll_->setText(desk_.words("desktop.sheets_karte_all", {districtsTitle(desk_, {})}));
        answer_->setText(desk_.words("desktop.sheets_answer", {place, desk_.words.in(shown->result.indicator.title)}));
    }
    picture_->setEnabled(shown && !isBroken);
    table_->setEnabled(shown && !isBroken);
    why_->setVisible(isBroken);
    showGap_->setVisible(isBroken);
    if (!isBroken)
        return;
    const Reconciliation& sums = shown->result.reconciliation;
    const auto number = [](double value) { return QString::fromStdString(groupedText(value, decimalsNeeded(value))); };
    why_->setText(desk_.words("desktop.output_gap",
                              {number(sums.source - sums.gap()), number(sums.source), number(std::abs(sums.gap()))}));
}

QString OutputMenu::usualName() const
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    return shown ? titleOf(*shown, desk_.words) : QString();
}

std::string OutputMenu::askForFile(const QString& title, const QString& name, const QStringList& endings)
{
    QStringList filters;
    for (const QString& ending : endings)
        filters << QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending);
    QString chosen;
    QString path = QFileDialog::getSaveFileName(parentWidget(), title, name + u'.' + endings.front(),
                                                filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty())
        return {};
    const bool hasEnding = std::any_of(endings.begin(), endings.end(), [&](const QString& ending) {
        return path.endsWith(u'.' + ending, Qt::CaseInsensitive);
    });
    if (!hasEnding)
        path += u'.' + endings[std::max<qsizetype>(0, filters.indexOf(chosen))];
    return path.toStdString();
}

void OutputMenu::writePicture(const std::string& file)
{
    const OpenedCity& city = *desk_.document.city();
    const Picture& picture = desk_.state.picture();
    if (picture.kind == Picture::Kind::View) {
        const auto plugin = city.session->find(picture.plugin);
        if (!plugin) {
            emit failed(plugin.error());
            return;
        }
        ViewRequest request;
        request.parameters = parametersOf(*city.snapshot, picture.plugin);
        request.language = desk_.words.language();
        request.file = file;
        startWriting(file, [session = city.session, plugin = *plugin, view = picture.view, request]() -> Result<void> {
            const auto spec = findViewOf(*plugin, view);
            return spec ? drawView(*session, *plugin, **spec, request) : tl::unexpected(spec.error());
        });
        return;
    }
    const ShownIndicator& shown = *desk_.document.shown();
    const std::string& id = shown.result.indicator.id;
    const ClassStyle style = classStyleOf(*city.snapshot, id);
    MapRequest request;
    request.indicatorId = id;
    request.parameters = parametersOf(*city.snapshot, id.substr(0, id.find('.')));
    request.year = shown.year;
    request.breakMethod = style.method;
    request.classes = style.classes;
    request.manualLimits = style.manualLimits;
    request.isTileMap = picture.kind == Picture::Kind::Tiles;
    request.language = desk_.words.language();
    request.file = file;
    startWriting(file,
                 [session = city.session, request] { return drawMap(*session, request).map([](const MapOutput&) {}); });
}

void OutputMenu::writeTable(const std::string& file)
{
    const OpenedCity& city = *desk_.document.city();
    TableRequest request;
    request.indicatorIds.push_back(desk_.state.indicator());
    for (const ShownIndicator& pinned : desk_.document.pinned())
        request.indicatorIds.push_back(pinned.result.indicator.id);
    if (desk_.state.year())
        request.year = FiscalYear{*desk_.state.year()};
    startWriting(file, [session = city.session, request, file]() -> Result<void> {
        const auto table = makeTable(*session, request);
        if (!table)
            return tl::unexpected(table.error());
        if (!file.ends_with(".xlsx"))
            return writeOutput(file, comparisonCsv(*table));
        const auto sheet = comparisonXlsx(*table, *session->city());
        return sheet ? writeOutput(file, *sheet) : tl::unexpected(sheet.error());
    });
}

void OutputMenu::startWriting(const std::string& file, std::function<Result<void>()> work)
{
    writing_.start(std::move(work), [this, file](const Result<void>& done) {
        if (done)
            emit written(QString::fromStdString(file));
        else
            emit failed(done.error());
    });
}

}  // namespace chiiki::desktop
