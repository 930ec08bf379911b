package org.rollbook.testkit.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The archive with which Apicurio Registry imports another registry's schemas with their ids: the
/// format of its own export (`GET /apis/registry/v3/admin/export`, version 3.0), reduced to what
/// the import needs.
///
/// There is no other way to get a given id: the Confluent API's mode `IMPORT` answers 200 and
/// ignores the id. The subject's branch `latest` must be there too, or its latest version is not
/// found.
final class SchemaImport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);

  private SchemaImport() {}

  /// The archive of these schemas. A subject's versions are numbered in the given order; an id may
  /// be under many subjects.
  static byte[] of(Collection<SchemaWithId> schemas) {
    var archive = new SchemaImport();
    try {
      archive.write(schemas);
      archive.zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive.bytes.toByteArray();
  }

  private void write(Collection<SchemaWithId> schemas) throws IOException {
    json("rollbook.Manifest.json", Map.of("systemVersion", "3.0.0", "exportVersion", "3.0"));
    Set<Integer> written = new HashSet<>();
    for (SchemaWithId schema : schemas) {
      if (written.add(schema.id())) {
        writeContent(schema);
      }
    }
    Map<String, List<SchemaWithId>> subjects =
        schemas.stream()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    SchemaWithId::subject, LinkedHashMap::new, Collectors.toList()));
    for (var subject : subjects.entrySet()) {
      writeSubject(subject.getKey(), subject.getValue());
    }
  }

  private void writeContent(SchemaWithId schema) throws IOException {
    String hash = sha256(schema.text());
    Map<String, Object> content =
        Map.of(
            "contentId",
            schema.id(),
            "contentHash",
            hash,
            "canonicalHash",
            hash,
            "contentType",
            "application/json");
    json("content/" + hash + ".Content.json", content);
    entry("content/" + hash + ".Content.data", schema.text());
  }

  private void writeSubject(String subject, List<SchemaWithId> versions) throws IOException {
    String folder = "groups/default/artifacts/" + subject + "/";
    json(folder + "MetaData.Artifact.json", about(subject, Map.of("artifactType", "AVRO")));
    List<String> numbers =
        IntStream.rangeClosed(1, versions.size()).mapToObj(Integer::toString).toList();
    for (int i = 0; i < versions.size(); i++) {
      Map<String, Object> version =
          Map.of(
              "globalId",
              0,
              "contentId",
              versions.get(i).id(),
              "version",
              numbers.get(i),
              "versionOrder",
              i + 1,
              "state",
              "ENABLED");
      json(
          folder + "versions/" + numbers.get(i) + ".ArtifactVersion.json", about(subject, version));
    }
    Map<String, Object> latest =
        Map.of("branchId", "latest", "systemDefined", true, "versions", numbers);
    json(folder + "branches/latest.Branch.json", about(subject, latest));
  }

  private static Map<String, Object> about(String subject, Map<String, Object> more) {
    var all = new LinkedHashMap<>(more);
    all.put("artifactId", subject);
    all.put("owner", "");
    all.put("modifiedBy", "");
    all.put("createdOn", 0);
    all.put("modifiedOn", 0);
    return all;
  }

  private void json(String name, Map<String, Object> value) throws IOException {
    entry(name, JSON.writeValueAsString(value));
  }

  private void entry(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
