package org.rollbook.runtime.serve.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.rollbook.runtime.serve.docs.TopologyGraph.Arrow;
import org.rollbook.runtime.serve.docs.TopologyGraph.Box;

/// Draws a topology as SVG: sub-topologies below one another, each from its topics on the left to
/// its topics on the right, stores below the processors that own them.
///
/// It is small enough to need no layout library, and it loads nothing: fonts are the reader's. All
/// coordinates are whole pixels.
final class TopologyPicture {

  /// How wide a character is, in tenths.
  private static final int CHARACTER = 74;

  private static final int LINE = 18;
  private static final int PADDING = 12;
  private static final int STORE = 34;
  private static final int GAP = 16;
  private static final int BETWEEN_LAYERS = 64;
  private static final int MARGIN = 24;
  private static final int HEADING = 34;

  private static final String STYLE =
      """
      svg { background: #fff; --ink: #1d2733; --soft: #67727e; --line: #9aa5b1; --frame: #d8dee5;
        --topic: #e3eefb; --topic-line: #5b8fc9; --step: #f6f7f9; --store: #fdf1dc; --store-line: #cf9a3a; }
      @media (prefers-color-scheme: dark) { svg { background: #14191f; --ink: #dfe5ec; --soft: #93a0ad;
        --line: #64707c; --frame: #333d47; --topic: #1c3148; --step: #222a32; --store: #3a2f1a; } }
      text { font: 12px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: var(--ink);
        text-anchor: middle; }
      text.caption { fill: var(--soft); font-size: 11px; }
      text.heading { fill: var(--soft); text-anchor: start; }
      .frame { fill: none; stroke: var(--frame); stroke-dasharray: 4 4; }
      .source, .sink { fill: var(--topic); stroke: var(--topic-line); }
      .processor { fill: var(--step); stroke: var(--line); }
      .store { fill: var(--store); stroke: var(--store-line); }
      .arrow { fill: none; stroke: var(--line); stroke-width: 1.4; marker-end: url(#head); }
      .use { fill: none; stroke: var(--store-line); stroke-dasharray: 3 3; }
      #head path { fill: var(--line); }
      """;

  private final StringBuilder svg = new StringBuilder();
  private final Map<String, Area> areas = new HashMap<>();

  private TopologyPicture() {}

  /// Where something is drawn.
  private record Area(int x, int y, int width, int height) {

    int right() {
      return x + width;
    }

    int bottom() {
      return y + height;
    }

    int middle() {
      return y + height / 2;
    }

    int center() {
      return x + width / 2;
    }
  }

  static String of(TopologyDescription description) {
    var picture = new TopologyPicture();
    List<Subtopology> subtopologies = new ArrayList<>(description.subtopologies());
    subtopologies.sort(Comparator.comparingInt(Subtopology::id));
    int right = 0;
    int bottom = 0;
    for (Subtopology subtopology : subtopologies) {
      Area frame = picture.draw(subtopology, bottom + MARGIN);
      right = Math.max(right, frame.right());
      bottom = frame.bottom();
    }
    return picture.document(right + MARGIN, bottom + MARGIN);
  }

  private Area draw(Subtopology subtopology, int top) {
    var graph = TopologyGraph.of(subtopology);
    int height = graph.layers().stream().mapToInt(layer -> height(layer, graph)).max().orElse(0);
    int x = MARGIN + PADDING;
    for (List<Box> layer : graph.layers()) {
      int width = layer.stream().mapToInt(box -> width(box, graph)).max().orElse(0);
      int y = top + HEADING;
      for (Box box : layer) {
        y = draw(box, graph, new Area(x, y, width, height(box)));
      }
      x += width + BETWEEN_LAYERS;
    }
    graph.arrows().forEach(this::draw);
    int width = x - BETWEEN_LAYERS + PADDING - MARGIN;
    var frame = new Area(MARGIN, top, width, HEADING + height);
    add(rectangle("frame", frame, 8));
    add(
        "<text class='heading' x='%s' y='%s'>sub-topology %s</text>"
            .formatted(frame.x() + PADDING, frame.y() + 20, subtopology.id()));
    return frame;
  }

  /// Draws a node and its stores, and returns where the next one begins.
  private int draw(Box box, TopologyGraph graph, Area area) {
    areas.put(box.name(), area);
    int corner =
        switch (box.kind()) {
          case SOURCE, SINK -> 16;
          case PROCESSOR -> 4;
        };
    add(rectangle(box.kind().name().toLowerCase(Locale.ROOT), area, corner));
    int baseline = area.y() + PADDING / 2 + 13;
    for (String line : box.lines()) {
      add(text("name", area.center(), baseline, line));
      baseline += LINE;
    }
    add(text("caption", area.center(), baseline, box.caption()));
    int next = area.bottom() + GAP;
    for (String store : graph.storesOf(box)) {
      drawStore(store, new Area(area.x(), next, area.width(), STORE));
      next += STORE + GAP;
    }
    return next;
  }

  /// Draws a cylinder that hangs from the box above it.
  private void drawStore(String store, Area area) {
    areas.put(store, area);
    add("<path class='use' d='M %s %s v %s'/>".formatted(area.center(), area.y() - GAP, GAP));
    add(
        "<path class='store' d='M %1$s %2$s v %4$s a %5$s 5 0 0 0 %3$s 0 v -%4$s a %5$s 5 0 0 0 -%3$s 0 a %5$s 5 0 0 0 %3$s 0'/>"
            .formatted(area.x(), area.y() + 5, area.width(), STORE - 10, area.width() / 2));
    add(text("name", area.center(), area.y() + 25, store));
  }

  /// Draws a curve from a node to the next, or a dashed line to a store that another node owns.
  private void draw(Arrow arrow) {
    Area from = areas.get(arrow.from());
    Area to = areas.get(arrow.to());
    if (from == null || to == null) {
      return;
    }
    add(
        to.x() > from.right()
            ? "<path class='arrow' d='M %1$s %2$s C %3$s %2$s %3$s %5$s %4$s %5$s'/>"
                .formatted(
                    from.right(),
                    from.middle(),
                    (from.right() + to.x()) / 2,
                    to.x() - 2,
                    to.middle())
            : "<path class='use' d='M %s %s L %s %s'/>"
                .formatted(from.center(), from.bottom(), to.center(), to.y()));
  }

  private static int height(List<Box> layer, TopologyGraph graph) {
    return layer.stream()
        .mapToInt(box -> height(box) + GAP + graph.storesOf(box).size() * (STORE + GAP))
        .sum();
  }

  private static int height(Box box) {
    return (box.lines().size() + (box.caption().isEmpty() ? 0 : 1)) * LINE + PADDING;
  }

  private static int width(Box box, TopologyGraph graph) {
    int longest =
        Stream.of(box.lines(), graph.storesOf(box), List.of(box.caption()))
            .flatMap(List::stream)
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return longest * CHARACTER / 10 + 2 * PADDING;
  }

  private static String rectangle(String style, Area area, int corner) {
    return "<rect class='%s' x='%s' y='%s' width='%s' height='%s' rx='%s'/>"
        .formatted(style, area.x(), area.y(), area.width(), area.height(), corner);
  }

  private static String text(String style, int x, int y, String text) {
    return text.isEmpty()
        ? ""
        : "<text class='%s' x='%s' y='%s'>%s</text>".formatted(style, x, y, HtmlPage.escaped(text));
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }

  private String document(int width, int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s">
    <title>Topology</title>
    <style>
    %3$s</style>
    <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M 0 0 L 8 4 L 0 8 z"/></marker></defs>
    %4$s</svg>
    """
        .formatted(width, height, STYLE, svg);
  }
}
