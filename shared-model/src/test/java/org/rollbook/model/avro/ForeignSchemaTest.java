package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ForeignSchemaTest {

  @Example
  void shouldReadSchemasThatOpenEdxRegisters() {
    for (String text :
        List.of(
            "{\"name\": \"course_key\", \"type\": \"string\"}",
            "{\"type\":\"record\",\"name\":\"CloudEvent\",\"namespace\":\"a.redemption-reversed.v1\","
                + "\"fields\":[{\"name\":\"a\",\"type\":\"string\",\"default\":null}]}")) {
      assertThat(ForeignSchema.parse(text)).isInstanceOf(SchemaLookup.Known.class);
    }
  }

  @Example
  void shouldReadARecursiveSchema() {
    String text =
        """
        {"type": "record", "name": "Node", "fields": [
          {"name": "left", "type": ["null", "Node"]},
          {"name": "right", "type": {"type": "array", "items": "Node"}}]}
        """;

    assertThat(ForeignSchema.parse(text)).isInstanceOf(SchemaLookup.Known.class);
  }

  @Example
  void shouldRefuseTextsThatAreNoSchema() {
    for (String text :
        List.of(
            "",
            " ",
            "null",
            "7",
            "{}",
            "[]x",
            "[[\"null\"]]",
            "\"nothing\"",
            "{\"type\": 7}",
            "{\"type\":",
            "{\"type\": \"record\", \"name\": \"A\", \"fields\": {}}",
            "{\"type\": \"fixed\", \"name\": \"A\", \"size\": -1}")) {
      assertThat(ForeignSchema.parse(text)).as(text).isInstanceOf(SchemaLookup.Unreadable.class);
    }
  }

  @Example
  void shouldRefuseSchemasThatUnfoldTooFar() {
    var text = new StringBuilder("[{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}");
    for (int i = 1; i < 60; i++) {
      text.append(
          """
          ,{"type":"record","name":"R%d","fields":[
             {"name":"a","type":"R%d"},{"name":"b","type":"R%d"}]}
          """
              .formatted(i, i - 1, i - 1));
    }

    assertThat(ForeignSchema.parse(text.append("]").toString()))
        .isInstanceOf(SchemaLookup.Unreadable.class);
  }

  @Example
  void shouldRefuseSchemasThatNestTooDeep() {
    for (int depth : new int[] {100, 400, 100_000}) {
      String text = "{\"type\":\"array\",\"items\":".repeat(depth) + "\"long\"" + "}".repeat(depth);

      assertThat(ForeignSchema.parse(text))
          .as("%s", depth)
          .isInstanceOf(SchemaLookup.Unreadable.class);
    }
  }

  @Example
  void shouldRefuseATooLongChainOfReferences() {
    var text = new StringBuilder("[{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}");
    for (int i = 1; i < 2_000; i++) {
      text.append(
          ",{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[{\"name\":\"a\",\"type\":\"R%d\"}]}"
              .formatted(i, i - 1));
    }

    assertThat(ForeignSchema.parse(text.append("]").toString()))
        .isInstanceOf(SchemaLookup.Unreadable.class);
  }

  @Property
  void shouldReadOrRefuseAnyText(@ForAll String text) {
    assertThat(ForeignSchema.parse(text))
        .isInstanceOfAny(SchemaLookup.Known.class, SchemaLookup.Unreadable.class);
  }
}
