package org.rollbook.reconciler.api;

import static org.rollbook.runtime.serve.docs.HtmlPage.escaped;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.model.event.IsoTime;
import org.rollbook.reconciler.pass.Reconciler.TableFindings;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DayReport;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;
import org.rollbook.reconciler.report.PassReport;
import org.rollbook.runtime.serve.docs.HtmlPage;

/// The page about drift: for each table the last 30 days as a picture and in figures, the last
/// passes, and some of the rows that differ now.
final class DriftPage {

  private static final int PASSES = 10;
  private static final int SAMPLES = 20;

  /// The space of one day, in units of the picture.
  private static final int DAY_WIDTH = 20;

  private static final int HEIGHT = 120;

  private static final String STYLE =
      """
      <style>
      body { max-width: 60rem; }
      table { border-collapse: collapse; font-size: .9rem; margin: 1rem 0; } td, th { padding: .15rem .7rem .15rem 0; text-align: left; }
      td:first-child { white-space: nowrap; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      .missing { fill: #2f6db3; } .different { fill: #d98b21; } .absent { fill: #a63d57; } .none { fill: #c9d0d8; }
      svg { width: 100%; height: auto; overflow: visible; } svg text { font-size: 11px; fill: currentColor; }
      .key svg { width: .8rem; height: .8rem; vertical-align: baseline; } .key { margin-right: 1.2rem; }
      </style>
      """;

  private DriftPage() {}

  /// @param waitingFor what it takes before anything is known, each in words
  /// @param today in UTC
  /// @param base the part before our paths, empty or with a slash at its beginning
  static String of(
      List<TableFindings> tables,
      List<PassReport> passes,
      List<String> waitingFor,
      LocalDate today,
      String base) {
    String sections =
        waitingFor.isEmpty()
            ? tables.stream()
                .map(table -> section(table, passes, today))
                .collect(Collectors.joining())
            : "<p>Nothing is known yet: it waits for %s.</p>\n"
                .formatted(escaped(String.join("; ", waitingFor)));
    return HtmlPage.of(
        "Drift",
        STYLE
            + """
            <h1>Rows that differ from the LMS's tables</h1>
            <p>A row has <em>drifted</em> if it differed from the table twice, a margin apart. Nothing here has
            anything of a row but its key. For programs: <a href="%1$s/v1/drift">/v1/drift</a>,
            <a href="%1$s/v1/passes">/v1/passes</a>, <a href="%1$s/docs">the HTTP API</a>.</p>
            %2$s\
            """
                .formatted(
                    escaped(base),
                    sections.isEmpty() ? "<p>No table is compared yet.</p>\n" : sections));
  }

  private static String section(TableFindings found, List<PassReport> passes, LocalDate today) {
    List<PassReport> ofTable =
        passes.stream().filter(pass -> pass.table().equals(found.table())).toList();
    DayFigures total = found.total();
    return """
    <h2>%s: %s</h2>
    <p>%s</p>
    <p>%s%s</p>
    %s
    <table><tr><th>last 30 days</th>%s</tr><tr><td>rows</td>%s</tr><tr><td>per million</td>%s</tr></table>
    <p>%s rows in the table. %s suspected now, %s suspicions dismissed, %s readings published.</p>
    %s%s\
    """
        .formatted(
            escaped(found.thing()),
            escaped(found.table()),
            escaped(verified(ofTable)),
            kinds(DriftPage::key),
            "<span class=\"key\">%s no whole pass</span>".formatted(box("none")),
            picture(found.days(), today),
            kinds(kind -> "<th class=\"n\">%s</th>".formatted(kind.word())),
            kinds(kind -> number("%,d", total.drifted(kind))),
            kinds(kind -> number("%,.1f", total.perMillion(kind))),
            grouped(total.rows()),
            grouped(found.suspected()),
            grouped(total.dismissed()),
            grouped(total.published()),
            table(ofTable),
            samples(found.drifting()));
  }

  private static String verified(List<PassReport> passes) {
    return passes.stream()
        .filter(PassReport::isWhole)
        .findFirst()
        .map(
            pass ->
                "Every row was compared last by the pass of " + IsoTime.format(pass.startedAt()))
        .orElse("No whole pass was made yet");
  }

  private static String kinds(Function<DriftKind, String> each) {
    return Stream.of(DriftKind.values()).map(each).collect(Collectors.joining());
  }

  private static String key(DriftKind kind) {
    return "<span class=\"key\">%s %s</span>".formatted(box(kind.word()), kind.word());
  }

  private static String box(String style) {
    return "<svg viewBox=\"0 0 10 10\"><rect class=\"%s\" width=\"10\" height=\"10\"/></svg>"
        .formatted(style);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String number(String format, Object value) {
    return "<td class=\"n\">%s</td>".formatted(String.format(Locale.ROOT, format, value));
  }

  /// A bar for each day, as high as its drift per million rows. A day without a whole pass has a
  /// grey line at its foot: its bar says little.
  private static String picture(List<DayReport> days, LocalDate today) {
    Map<LocalDate, DayFigures> byDay =
        days.stream().collect(Collectors.toMap(DayReport::day, DayReport::figures));
    double highest =
        byDay.values().stream()
            .mapToDouble(day -> Stream.of(DriftKind.values()).mapToDouble(day::perMillion).sum())
            .max()
            .orElse(0);
    LocalDate first = today.minusDays(DayReport.DAYS - 1L);
    String bars =
        first
            .datesUntil(today.plusDays(1))
            .map(
                day ->
                    bar(
                        day,
                        DAY_WIDTH * ChronoUnit.DAYS.between(first, day),
                        byDay.getOrDefault(day, DayFigures.NONE),
                        highest))
            .collect(Collectors.joining("\n"));
    return """
    <svg viewBox="0 -16 %1$d %2$d" role="img" aria-label="drift per million rows, day by day">
    <text x="0" y="-4">%3$s per million rows</text>
    %4$s
    <text x="0" y="%5$d">%6$s</text><text x="%1$d" y="%5$d" text-anchor="end">%7$s</text>
    </svg>\
    """
        .formatted(
            DAY_WIDTH * DayReport.DAYS,
            HEIGHT + 40,
            String.format(Locale.ROOT, "%,.1f", highest),
            bars,
            HEIGHT + 18,
            first,
            today);
  }

  private static String bar(LocalDate day, long x, DayFigures figures, double highest) {
    var bar = new StringBuilder();
    double top = HEIGHT;
    for (DriftKind kind : DriftKind.values()) {
      double height = highest == 0 ? 0 : figures.perMillion(kind) / highest * HEIGHT;
      top -= height;
      if (height > 0) {
        bar.append(rect(kind.word(), x, top, height));
      }
    }
    if (figures.wholePasses() == 0) {
      bar.append(rect("none", x, HEIGHT + 1, 3));
    }
    return "<g><title>%s: %s missing, %s different, %s absent; %s whole passes, %s failed</title>%s</g>"
        .formatted(
            day,
            grouped(figures.missing()),
            grouped(figures.different()),
            grouped(figures.absent()),
            grouped(figures.wholePasses()),
            grouped(figures.failedPasses()),
            bar);
  }

  private static String rect(String style, long x, double y, double height) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
        style,
        x,
        y,
        DAY_WIDTH - 2,
        height);
  }

  private static String table(List<PassReport> passes) {
    String rows =
        passes.stream()
            .limit(PASSES)
            .map(
                pass ->
                    "<tr><td>%s</td><td>%s</td><td>%s</td>%s%s%s%s<td>%s</td></tr>"
                        .formatted(
                            IsoTime.format(pass.startedAt()),
                            pass.mode().name().toLowerCase(Locale.ROOT),
                            pass.state(),
                            number("%,d", pass.figures().rows()),
                            number("%,d", pass.figures().missing()),
                            number("%,d", pass.figures().different()),
                            number("%,d", pass.figures().absent()),
                            escaped(pass.failure().orElse(""))))
            .collect(Collectors.joining("\n"));
    return """
    <table><tr><th>last passes</th><th>mode</th><th>state</th><th class="n">rows</th><th class="n">missing</th>\
    <th class="n">different</th><th class="n">absent</th><th></th></tr>
    %s</table>
    """
        .formatted(rows);
  }

  private static String samples(List<Finding> drifting) {
    if (drifting.isEmpty()) {
      return "";
    }
    String rows =
        drifting.stream()
            .limit(SAMPLES)
            .map(
                finding ->
                    "<tr><td>%s</td><td class=\"n\">%d</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                            finding.kind().word(),
                            finding.key().learner().value(),
                            escaped(finding.key().course().value()),
                            IsoTime.format(finding.at())))
            .collect(Collectors.joining("\n"));
    return """
    <table><tr><th>differs now</th><th class="n">learner</th><th>course</th><th>seen</th></tr>
    %s</table>
    """
        .formatted(rows);
  }
}
