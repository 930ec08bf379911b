package org.rollbook.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ViewProcessIT {

  @TempDir private Path folder;

  @Test
  void shouldRunAJarWithItsOwnSettingsOnly() throws Exception {
    try (var view = ViewProcess.start(settings().with("EVENT_BUS_TOPIC_PREFIX", "prod"))) {
      view.awaitReady();

      assertThat(get(view.managementUrl() + "/health/readiness"))
          .contains("EVENT_BUS_TOPIC_PREFIX=prod")
          .contains("MICRONAUT_SERVER_PORT=" + view.settings().port())
          .contains("ROLLBOOK_STATE_DIR=" + folder.resolve("state"))
          .doesNotContain("PWD=");
    }
  }

  @Test
  void shouldStartAgainAtTheSameAddress() throws Exception {
    try (var view = ViewProcess.start(settings())) {
      view.awaitReady();

      view.kill();
      view.startAgain();

      view.awaitReady();
      assertThat(view.stop()).isEqualTo(143);
    }
  }

  private ViewSettings settings() throws IOException {
    return ViewSettings.of("view", jar(), folder, "localhost:9092", "http://localhost:8081");
  }

  /// A jar with [Child] in it, as runnable as a view's.
  private Path jar() throws IOException {
    String classFile = Child.class.getName().replace('.', '/') + ".class";
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Child.class.getName());
    Path jar = folder.resolve("view.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var bytes = Child.class.getResourceAsStream("/" + classFile)) {
      out.putNextEntry(new ZipEntry(classFile));
      bytes.transferTo(out);
    }
    return jar;
  }

  private static String get(String address) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
          .body();
    }
  }
}
