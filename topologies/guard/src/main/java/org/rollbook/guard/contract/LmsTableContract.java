package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.testkit.golden.LmsTable;

/// The digests of the view are those that real databases make of the LMS's table.
public interface LmsTableContract<E, R, A> extends ViewSamples<E, R, A> {

  /// The name of the table, such as `student_courseenrollment`.
  String lmsTable();

  /// The row of the view that is equal to a row of the table.
  ///
  /// @param row by the names of its columns
  R lmsRow(JsonNode row);

  @Test
  default void shouldMakeTheDigestsOfTheLmsTable() {
    assumeTrue(LmsTable.available(), "the contract's tables of the LMS are not there");
    LmsTable table = LmsTable.named(lmsTable());
    Map<String, JsonNode> each =
        table
            .digests()
            .required("each")
            .valueStream()
            .collect(Collectors.toMap(row -> row.required("id").asText(), Function.identity()));
    Map<Long, RowsDigest> buckets = new TreeMap<>();
    RowsDigest all = RowsDigest.NONE;
    for (JsonNode row : table.rows()) {
      JsonNode known = Objects.requireNonNull(each.get(row.required("id").asText()));
      String text = definition().rows().canonicalText().apply(lmsRow(row)).orElseThrow();
      RowsDigest digest = RowsDigest.NONE.with(text);

      assertThat(text).isEqualTo(known.required("text").textValue());
      assertThat(digest.hex()).isEqualTo(hex(known, "sha256_64"));
      buckets.merge(row.required("user_id").longValue() / 4096, digest, RowsDigest::and);
      all = all.and(digest);
    }
    assertThat(all.hex()).isEqualTo(hex(table.digests().required("xor"), "sha256_64"));
    table
        .digests()
        .required("buckets_of_4096_learners")
        .forEach(
            bucket -> {
              RowsDigest digest =
                  buckets.getOrDefault(bucket.required("bucket").longValue(), RowsDigest.NONE);
              assertThat(digest.count()).isEqualTo(bucket.required("rows").longValue());
              assertThat(digest.hex()).isEqualTo(hex(bucket.required("xor"), "sha256_64"));
            });
  }

  private static String hex(JsonNode digest, String kind) {
    return digest.required(kind).required("hex").textValue();
  }
}
