package org.zhenhao.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Makes the OpenAPI document say what the code says: members that may be null are declared so, and what endpoints are handed by the
 * framework is no body. Runs when the service is built.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final String OWN = "org.zhenhao.";
    private static final String HANDED = "/RoutingContext";

    /** Members that may be null, as {@code Record.member}. */
    private final Set<String> nullable = new HashSet<>();

    /** Reads what may be null from the index of the classes. */
    public ApiDocument(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith(OWN)) {
                String name = documented(type);
                for (RecordComponentInfo member : type.recordComponents()) {
                    if (member.type().hasAnnotation(NULLABLE)) {
                        nullable.add(name + '.' + member.name());
                    }
                }
            }
        }
    }

    /** The name that a record goes by in the document: its own, unless it was given another. */
    private static String documented(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? simple(type.name().toString()) : name.asString();
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            for (MediaType type :
                    operation.getRequestBody().getContent().getMediaTypes().values()) {
                Schema schema = type.getSchema();
                if (schema != null && schema.getRef() != null && schema.getRef().endsWith(HANDED)) {
                    operation.setRequestBody(null);
                    return operation;
                }
            }
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        for (Map.Entry<String, Schema> schema :
                document.getComponents().getSchemas().entrySet()) {
            Map<String, Schema> members = schema.getValue().getProperties();
            if (members != null) {
                // Records of the same name are told apart by a number behind it.
                String name = schema.getKey().replaceFirst("\\d+$", "");
                Map<String, Schema> changed = new LinkedHashMap<>(members);
                changed.replaceAll((member, given) -> nullable.contains(name + '.' + member) ? orNull(given) : given);
                schema.getValue().setProperties(changed);
            }
        }
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
        }
        if (schema.getType() != null && !schema.getType().contains(Schema.SchemaType.NULL)) {
            schema.addType(Schema.SchemaType.NULL);
        }
        return schema;
    }
}
