package org.rollbook.runtime.view;

import static org.rollbook.model.avro.RecordCodec.field;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// A history as an Avro array of (event, whether applied).
public final class HistoryCodec<E> implements AvroCodec<History<E>> {

  private final AvroCodec<HistoryItem<E>> item;
  private final AvroCodec<List<HistoryItem<E>>> items;

  /// @param event how an event is written
  public HistoryCodec(AvroCodec<Stamped<E>> event) {
    item =
        RecordCodec.of(
            "org.rollbook.store.HistoryItem",
            field("heard", event, HistoryItem::event),
            field("applied", AvroTypes.BOOLEAN, item -> item.outcome() == Outcome.APPLIED),
            (received, applied) ->
                new HistoryItem<>(received, applied ? Outcome.APPLIED : Outcome.LATE));
    items = AvroTypes.array(item);
  }

  AvroCodec<HistoryItem<E>> item() {
    return item;
  }

  /// How many bytes an item has.
  int bytesOf(HistoryItem<E> item) {
    return AvroBytes.plain(this.item, item).length;
  }

  @Override
  public Schema schema() {
    return items.schema();
  }

  @Override
  public void write(History<E> history, Encoder out) throws IOException {
    items.write(history.items(), out);
  }

  @Override
  public History<E> read(Decoder in) throws IOException {
    return new History<>(items.read(in));
  }
}
