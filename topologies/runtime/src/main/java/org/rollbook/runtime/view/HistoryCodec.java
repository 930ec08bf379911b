package org.rollbook.runtime.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.Heard;
import org.rollbook.model.avro.AvroCodec;

/// A history as an Avro array of (heard, whether applied).
///
/// @param heard how an event is written
public record HistoryCodec<E>(AvroCodec<Heard<E>> heard) implements AvroCodec<History<E>> {

  @Override
  public Schema schema() {
    Schema item =
        SchemaBuilder.record("HistoryItem")
            .namespace("org.rollbook.store")
            .fields()
            .name("heard")
            .type(heard.schema())
            .noDefault()
            .requiredBoolean("applied")
            .endRecord();
    return Schema.createArray(item);
  }

  @Override
  public void write(History<E> history, Encoder out) throws IOException {
    out.writeArrayStart();
    out.setItemCount(history.items().size());
    for (HistoryItem<E> item : history.items()) {
      out.startItem();
      heard.write(item.heard(), out);
      out.writeBoolean(item.outcome() == Outcome.APPLIED);
    }
    out.writeArrayEnd();
  }

  @Override
  public History<E> read(Decoder in) throws IOException {
    List<HistoryItem<E>> items = new ArrayList<>();
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        Heard<E> event = heard.read(in);
        items.add(new HistoryItem<>(event, in.readBoolean() ? Outcome.APPLIED : Outcome.LATE));
      }
    }
    return new History<>(items);
  }
}
