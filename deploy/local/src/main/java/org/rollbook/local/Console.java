package org.rollbook.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollbook.local.sample.Figures;
import org.rollbook.local.sample.Figures.Spread;
import org.rollbook.local.settings.LocalLms;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.LocalTopology;
import org.rollbook.local.status.Status.Agreement;

/// The output of the stack in a terminal.
final class Console {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintStream out;

  Console(PrintStream out) {
    this.out = out;
  }

  /// Prints where everything will be.
  void starting(LocalSettings settings, DataFolder folder) {
    var ports = settings.ports();
    out.println();
    out.println("Rollbook on this machine: " + campus(settings));
    out.println();
    line("front page", Addresses.frontPage(ports));
    for (LocalTopology topology : settings.processes()) {
      line(topology.label(), Addresses.frontPage(topology, ports));
    }
    if (settings.lms() != LocalLms.NONE) {
      line("LMS database", Addresses.database(ports));
    }
    line("registry", Addresses.registry(ports));
    line("Kafka", Addresses.kafka(ports));
    line(folder.isKept() ? "kept in" : "gone at the end", folder.path());
    out.println();
    out.println("Starting ...");
  }

  /// Prints that everything answers, and what to try.
  void ready(Duration after, List<String> curls) {
    out.printf(Locale.ROOT, "Ready after %.0f s. Try:%n%n", after.toMillis() / 1e3);
    curls.forEach(curl -> out.println("  " + curl));
    out.println();
    out.println("Ctrl-C stops it.");
    out.println();
  }

  void figures(Figures figures, LocalTime now) {
    out.printf(
        Locale.ROOT,
        "%s  %.1f events/s · answers %s · event to answer %s · agreement %d/%d%s%n",
        SECONDS.format(now),
        figures.eventsPerSecond(),
        shown(figures.age(), " behind now"),
        shown(figures.visibleAfter(), ""),
        figures.agreed(),
        figures.judged(),
        exceptions(figures));
  }

  void disagreed(String why) {
    out.println("DISAGREES  " + why);
  }

  void ended(String lastWords) {
    out.println("ENDED      " + lastWords);
  }

  void unusable(String why) {
    out.println("NO ANSWER  " + why);
  }

  /// Prints why it cannot go on.
  void failed(String why) {
    out.println("Failed: " + why);
  }

  void stopping() {
    out.println();
    out.println("Stopping ...");
  }

  void stopped(Duration after, long published, Agreement whole) {
    out.printf(
        Locale.ROOT,
        "Stopped after %s: %,d events published, agreement %,d/%,d. Goodbye.%n",
        time(after),
        published,
        whole.agreed(),
        whole.judged());
  }

  private void line(String what, Object where) {
    out.printf("  %-16s %s%n", what, where);
  }

  private static String campus(LocalSettings settings) {
    return settings.eventsPerSecond() == 0
        ? "no simulated campus"
        : String.format(
            Locale.ROOT,
            "%,d learners, %,d courses, seed %d, %.0f events/s",
            settings.learners(),
            settings.courses(),
            settings.seed(),
            settings.eventsPerSecond());
  }

  private static String shown(Optional<Spread> spread, String meaning) {
    return spread
        .map(
            times ->
                String.format(
                    Locale.ROOT,
                    "%.2f s%s (worst %.2f)",
                    times.median().toMillis() / 1e3,
                    meaning,
                    times.worst().toMillis() / 1e3))
        .orElse("–");
  }

  /// Empty for what did not happen.
  private static String exceptions(Figures figures) {
    var text = new StringBuilder();
    if (figures.refused() > 0) {
      text.append(" · ").append(figures.refused()).append(" refused");
    }
    if (figures.failed() > 0) {
      text.append(" · ").append(figures.failed()).append(" failed");
    }
    return text.toString();
  }

  private static String time(Duration time) {
    return time.toMinutes() == 0
        ? time.toSeconds() + " s"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
