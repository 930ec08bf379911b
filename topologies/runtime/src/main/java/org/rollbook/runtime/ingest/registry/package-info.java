/// What the site knows of its schema registry.
@NullMarked
package org.rollbook.runtime.ingest.registry;

import org.jspecify.annotations.NullMarked;
