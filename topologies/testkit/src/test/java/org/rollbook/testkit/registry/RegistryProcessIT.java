package org.rollbook.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryProcessIT {

  private static final String COURSE_KEY = "{\"name\": \"course_key\", \"type\": \"string\"}";
  private static final String ONE_FIELD = record("{\"name\": \"a\", \"type\": \"string\"}");
  private static final String OTHER_FIELD = record("{\"name\": \"b\", \"type\": \"string\"}");

  private static RegistryProcess registry;

  @BeforeAll
  static void start(@TempDir Path folder) {
    registry = RegistryProcess.start(RegistrySettings.throwaway().keepingDataIn(folder));
  }

  @AfterAll
  static void close() {
    registry.close();
  }

  @Test
  void shouldServeImportedSchemasUnderTheirIds() throws Exception {
    registry.importWithIds(
        List.of(
            new SchemaWithId(1003, "keys-of-one", COURSE_KEY),
            new SchemaWithId(1003, "keys-of-another", COURSE_KEY),
            new SchemaWithId(1004, "values", record("{\"name\": \"c\", \"type\": \"string\"}"))));

    assertThat(get("/schemas/ids/1003").body()).contains("string");
    assertThat(get("/schemas/ids/1004").body()).contains("\\\"c\\\"");
    assertThat(get("/subjects/keys-of-another/versions/latest").body()).contains("\"id\":1003");
    assertThat(registry.register("later", OTHER_FIELD)).isGreaterThan(1004);
  }

  @Test
  void shouldRefuseASecondIdForOneText() {
    registry.register("known", ONE_FIELD);

    assertThatThrownBy(
            () -> registry.importWithIds(List.of(new SchemaWithId(2004, "values", ONE_FIELD))))
        .hasMessageContaining("Schema 2004 not found");
  }

  @Test
  void shouldRejectSchemasThatOldReadersCannotRead() {
    registry.register("guarded", ONE_FIELD);

    assertThatThrownBy(() -> registry.register("guarded", OTHER_FIELD))
        .hasMessageContaining("answered 409");
  }

  @Test
  void shouldKeepSchemasInAFolderOverAKill() throws Exception {
    int id = registry.register("kept", ONE_FIELD);
    String address = registry.url();

    registry.kill();
    registry.startAgain();

    assertThat(registry.url()).isEqualTo(address);
    assertThat(get("/schemas/ids/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldLoseSchemasInMemory() {
    try (var forgetful = RegistryProcess.start()) {
      forgetful.importWithIds(List.of(new SchemaWithId(7, "values", ONE_FIELD)));

      forgetful.stop();
      forgetful.startAgain();

      assertThat(forgetful.register("values", ONE_FIELD)).isEqualTo(1);
    }
  }

  private static String record(String field) {
    return "{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + field + "]}";
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(registry.url() + path)).build();
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
