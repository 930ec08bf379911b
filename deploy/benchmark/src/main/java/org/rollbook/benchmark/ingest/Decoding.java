package org.rollbook.benchmark.ingest;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.LostSchemas;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.model.avro.RememberedSchemas;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.event.IsoTime;

/// The content of an inbound message, decoded as Rollbook does, but without any checks.
final class Decoding {

  private final SchemaRegistry registry;
  private final NarrowReader reader = new NarrowReader(EnrollmentEvents.SCHEMA);

  private Decoding(SchemaRegistry registry) {
    this.registry = registry;
  }

  /// Gets schemas from a registry.
  static Decoding with(String registry) {
    return new Decoding(
        new RegistryClient(
            URI.create(registry),
            Optional.empty(),
            new RememberedSchemas(),
            LostSchemas.NONE,
            InstantSource.system()));
  }

  Enrollment enrollment(byte[] message) {
    try {
      ConfluentFraming.Framed framed = ConfluentFraming.parse(message).orElseThrow();
      if (!(registry.schema(framed.schemaId()) instanceof SchemaLookup.Known(var writer))) {
        throw new IllegalStateException("no schema " + framed.schemaId());
      }
      return enrollment((GenericRecord) reader.read(writer, framed.avro()).get("enrollment"));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Enrollment enrollment(GenericRecord payload) {
    return new Enrollment(
        new LearnerId((long) ((GenericRecord) payload.get("user")).get("id")),
        new CourseKey(((GenericRecord) payload.get("course")).get("course_key").toString()),
        payload.get("mode").toString(),
        (boolean) payload.get("is_active"),
        IsoTime.parse(payload.get("creation_date").toString()));
  }
}
