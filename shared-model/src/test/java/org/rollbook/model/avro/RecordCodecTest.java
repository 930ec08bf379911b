package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.rollbook.model.avro.CodecConformance.assertConforms;
import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Example;
import org.apache.avro.Schema;

final class RecordCodecTest {

  private record Place(String town, int number) {}

  private record Visit(Place place, Optional<Instant> left) {}

  private record Trip(List<Visit> visits, SortedMap<String, Double> costs) {}

  private static final RecordCodec<Place> PLACE =
      RecordCodec.of(
          "trips.Place",
          field("town", AvroTypes.STRING, Place::town),
          field("number", AvroTypes.INT, Place::number),
          Place::new);

  private static final RecordCodec<Visit> VISIT =
      RecordCodec.of(
          "trips.Visit",
          fieldsOf(PLACE, Visit::place),
          field("left", AvroTypes.OPTIONAL_TIME, Visit::left),
          Visit::new);

  private static final RecordCodec<Trip> TRIP =
      RecordCodec.of(
          "trips.Trip",
          field("visits", AvroTypes.array(VISIT), Trip::visits),
          field("costs", AvroTypes.map(AvroTypes.DOUBLE), Trip::costs),
          Trip::new);

  @Example
  void shouldWriteWhatItsSchemaDescribes() throws IOException, DecodeException {
    var costs = new TreeMap<String, Double>();
    assertConforms(TRIP, new Trip(List.of(), costs));

    costs.put("train", 12.5);
    costs.put("", -0.0);
    var left = new Visit(new Place("Łódź", -1), Optional.of(Instant.EPOCH.minusSeconds(1)));
    var stayed = new Visit(new Place("", Integer.MAX_VALUE), Optional.empty());
    assertConforms(TRIP, new Trip(List.of(left, stayed), costs));
  }

  @Example
  void shouldHaveTheFieldsOfAPartInPlace() {
    assertThat(VISIT.schema().getFields())
        .extracting(Schema.Field::name)
        .containsExactly("town", "number", "left");
  }

  @Example
  void shouldTakeASchemaOfTheSameBytes() {
    Schema documented =
        schema(
            """
            {"type": "record", "name": "Address", "namespace": "others", "doc": "Where.", "fields": [
              {"name": "town", "type": "string", "doc": "Its name."},
              {"name": "number", "type": "int", "default": 0}]}
            """);

    assertThat(PLACE.describedBy(documented).schema()).isEqualTo(documented);
  }

  @Example
  void shouldRefuseASchemaOfOtherBytes() {
    for (String fields :
        List.of(
            "{'name': 'number', 'type': 'int'}, {'name': 'town', 'type': 'string'}",
            "{'name': 'town', 'type': 'string'}, {'name': 'number', 'type': 'long'}",
            "{'name': 'town', 'type': 'string'}",
            "{'name': 'place', 'type': 'string'}, {'name': 'number', 'type': 'int'}")) {
      Schema other =
          schema(
              "{'type': 'record', 'name': 'Place', 'fields': [FIELDS]}"
                  .replace("FIELDS", fields)
                  .replace('\'', '"'));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> PLACE.describedBy(other))
          .withMessageContaining("must have the fields");
    }
  }

  private static Schema schema(String json) {
    return new Schema.Parser().parse(json);
  }
}
