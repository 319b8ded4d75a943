#include "workbench/desktop/plugin_view.h"

#include <algorithm>

#include <QFontInfo>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

#include "maps/layout/view_sheet.h"
#include "maps/render/paint.h"
#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/themes.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"
#include "workbench/usecases/view.h"

namespace chiiki::desktop {
namespace {

constexpr int leastSide = 480;    // of a page
constexpr int mostHeight = 8000;  // what is longer is told on the page; the rows are in the table
constexpr int restMs = 120;
constexpr double usualEm = 14;

struct Page {
    std::shared_ptr<const Scene> scene;
    QImage image;
};

Result<Page> drawPage(const std::shared_ptr<PluginSession>& session, const std::string& pluginId,
                      const std::string& viewId, const ParameterValues& parameters, const ViewSheetRequest& request,
                      double pixels)
{
    const auto plugin = session->find(pluginId);
    if (!plugin)
        return tl::unexpected(plugin.error());
    const auto view = findViewOf(**plugin, viewId);
    if (!view)
        return tl::unexpected(view.error());
    const auto data = session->view(**plugin, **view, parameters);
    if (!data)
        return tl::unexpected(data.error());
    auto scene = composeLongViewSheet(*session->city(), *data, request, mostHeight);
    if (!scene)
        return tl::unexpected(scene.error());
    auto image = renderImage(*scene, pixels);
    if (!image)
        return tl::unexpected(image.error());
    return Page{std::make_shared<const Scene>(*std::move(scene)), *std::move(image)};
}

}  // namespace

ViewPaper::ViewPaper(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("viewPaper"));
}

void ViewPaper::setPage(std::shared_ptr<const Scene> scene, QImage image, double scale)
{
    scene_ = std::move(scene);
    image_ = std::move(image);
    scale_ = scale;
    sentence_.clear();
    setFixedSize(QSizeF(scene_->width * scale, scene_->height * scale).toSize());
    setAccessibleName(QString::fromStdString(scene_->title));
    setAccessibleDescription(QString::fromStdString(scene_->description));
    update();
}

void ViewPaper::setSentence(const QString& sentence)
{
    scene_.reset();
    image_ = {};
    sentence_ = sentence;
    setMinimumSize(0, 0);
    setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    setAccessibleName(sentence);
    setAccessibleDescription({});
    update();
}

void ViewPaper::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), qColour(palette::paper));
    if (scene_) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(0, 0, scene_->width * scale_, scene_->height * scale_), image_);
        return;
    }
    painter.setPen(qColour(palette::text));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, sentence_);
}

void ViewPaper::mousePressEvent(QMouseEvent* event)
{
    QWidget::mousePressEvent(event);
    if (!scene_)
        return;
    const QPointF place = event->position() / scale_;
    for (const SceneItem& item : scene_->items) {
        const auto* text = std::get_if<TextItem>(&item);
        if (!text)
            continue;
        const QRectF box(text->baseline.x, text->baseline.y - textAscent * text->size,
                         textWidth(text->text, text->size, text->isBold), text->size);
        if (box.adjusted(-2, -3, 2, 3).contains(place)) {
            emit textPressed(QString::fromStdString(text->text));
            return;
        }
    }
}

PluginView::PluginView(const Desk& desk, QWidget* parent)
    : QScrollArea(parent)
    , desk_(desk)
    , paper_(new ViewPaper)
{
    setObjectName(QStringLiteral("pluginView"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::StrongFocus);
    QPalette ground = palette();
    ground.setColor(QPalette::Window, qColour(chiiki::palette::paper));
    setPalette(ground);
    setWidget(paper_);
    rest_.setSingleShot(true);
    rest_.setInterval(restMs);
    connect(&rest_, &QTimer::timeout, this, &PluginView::refresh);
    connect(paper_, &ViewPaper::textPressed, this, &PluginView::select);
    connect(&desk_.state, &ViewState::pictureChanged, this, &PluginView::refresh);
    connect(&desk_.document, &CityDocument::cityChanged, this, &PluginView::refresh);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &PluginView::refresh);
    connect(&desk_.words, &Words::changed, this, &PluginView::refresh);
}

void PluginView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    rest_.start();
}

void PluginView::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    refresh();
}

void PluginView::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        rest_.start();
}

void PluginView::refresh()
{
    const Picture wanted = desk_.state.picture();
    const OpenedCity* city = desk_.document.city();
    if (!isVisible() || !city || wanted.kind != Picture::Kind::View)
        return;
    const auto plugin = city->session->find(wanted.plugin);
    const ViewSpec* view = plugin ? findView((*plugin)->manifest, wanted.view) : nullptr;
    if (view && view->kind == ViewKind::Map) {
        showViewOf(desk_.state, **plugin, *view);
        return;
    }
    if (wanted != drawn_)
        paper_->setSentence(desk_.words("desktop.views_working"));
    const double scale = std::max(1.0, QFontInfo(font()).pixelSize() / usualEm);
    // Room for the scroll bar is left in any case, so that the page does not change its width by growing long.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    ViewSheetRequest request;
    request.width = std::max(leastSide, static_cast<int>((width() - bar) / scale));
    request.height = std::max(leastSide, static_cast<int>(height() / scale));
    request.language = desk_.words.language();
    job_.start(
        [session = city->session, wanted, request, pixels = scale * devicePixelRatioF(),
         parameters = parametersOf(*city->snapshot, wanted.plugin)] {
            return drawPage(session, wanted.plugin, wanted.view, parameters, request, pixels);
        },
        [this, wanted, scale](Result<Page> page) {
            if (!page) {
                drawn_ = {};
                paper_->setSentence(QString::fromStdString(describe(page.error(), desk_.words.language())));
                return;
            }
            paper_->setPage(page->scene, page->image, scale);
            setAccessibleName(paper_->accessibleName());
            if (wanted != drawn_)
                verticalScrollBar()->setValue(0);
            drawn_ = wanted;
        });
}

void PluginView::select(const QString& name)
{
    const std::string wanted = name.toStdString();
    for (const District& district : desk_.document.city()->snapshot->districts)
        if (district.name == wanted || (!district.romaji.empty() && district.romaji == wanted))
            desk_.state.selection().replace(district.code);
}

}  // namespace chiiki::desktop
