package org.zhenhao.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;

/** One document of what is given to a cluster. */
record Manifest(JsonObject json) {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /** The API group, version and kind of each document there may be, and the official class of its type. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("v1/Namespace", "V1Namespace"),
            Map.entry("v1/ServiceAccount", "V1ServiceAccount"),
            Map.entry("v1/ConfigMap", "V1ConfigMap"),
            Map.entry("v1/Service", "V1Service"),
            Map.entry("v1/PersistentVolumeClaim", "V1PersistentVolumeClaim"),
            Map.entry("apps/v1/Deployment", "V1Deployment"),
            Map.entry("apps/v1/StatefulSet", "V1StatefulSet"),
            Map.entry("batch/v1/Job", "V1Job"),
            Map.entry("policy/v1/PodDisruptionBudget", "V1PodDisruptionBudget"),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler"),
            Map.entry("networking.k8s.io/v1/Ingress", "V1Ingress"),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", "V1NetworkPolicy"));

    /** Types that are no part of Kubernetes itself: their fields are checked against what is used of them. */
    private static final Map<String, List<String>> EXTENSIONS = Map.of(
            "monitoring.coreos.com/v1/PodMonitor", List.of("selector", "podMetricsEndpoints"),
            "monitoring.coreos.com/v1/PrometheusRule", List.of("groups"),
            "gateway.networking.k8s.io/v1/HTTPRoute", List.of("parentRefs", "hostnames", "rules"));

    String kind() {
        return json.get("kind").getAsString();
    }

    JsonObject spec() {
        return json.getAsJsonObject("spec");
    }

    /** Throws what is wrong: an unknown field, a missing or mistyped one, a kind that nobody expects. */
    void validate() {
        String type = json.get("apiVersion").getAsString() + "/" + kind();
        List<String> extension = EXTENSIONS.get(type);
        if (extension != null) {
            if (!spec().keySet().equals(java.util.Set.copyOf(extension))) {
                throw new IllegalArgumentException(type + " has the fields " + spec().keySet());
            }
            return;
        }
        String model = TYPES.get(type);
        if (model == null) {
            throw new IllegalArgumentException("nobody expects a " + type);
        }
        try {
            Class.forName(MODELS + model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, json);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    type + ": " + e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
